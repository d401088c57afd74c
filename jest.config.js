/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // These export themselves to `import` alone, and jest asks as `require` does.
    '^@actions/(core|exec|io)$': '<rootDir>/node_modules/@actions/$1/lib/$1.js',
    '^@actions/github$': '<rootDir>/node_modules/@actions/github/lib/github.js',
    '^@actions/http-client$': '<rootDir>/node_modules/@actions/http-client/lib/index.js',
    '^@actions/(http-client|io)/lib/(.*)$': '<rootDir>/node_modules/@actions/$1/lib/$2.js',
  },
  // Source is ESM with `.js` in its import paths; under jest swc turns it, and the ESM-only packages, into CommonJS.
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs', ignoreDynamic: false },
      },
    ],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(@actions|undici|gaxios|google-auth-library|gcp-metadata|@octokit|universal-user-agent|before-after-hook|content-type|json-with-bigint|https-proxy-agent|agent-base|proxy-agent-negotiate)/)',
  ],
  testTimeout: 30_000,
  // The clients of the clouds keep their connections alive for a while after the last test.
  forceExit: true,
};
