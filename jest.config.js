/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // These export themselves to `import` alone, and jest asks as `require` does.
    '^@actions/(core|io)$': '<rootDir>/node_modules/@actions/$1/lib/$1.js',
    '^@actions/io/lib/(.*)$': '<rootDir>/node_modules/@actions/io/lib/$1.js',
    '^full-http-client/lib/(.*)$': '<rootDir>/node_modules/full-http-client/lib/$1.js',
    '^full-http-client$': '<rootDir>/node_modules/full-http-client/lib/index.js',
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
    '/node_modules/(?!(@actions|@noble|gaxios|google-auth-library|gcp-metadata|full-http-client|@octokit|universal-user-agent|before-after-hook|https-proxy-agent|agent-base|proxy-agent-negotiate)/)',
  ],
  testTimeout: 30_000,
  // The clients of the clouds keep their connections alive for a while after the last test.
  forceExit: true,
};
