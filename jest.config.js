import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // These export themselves to `import` alone, and jest asks as `require` does.
    '^@actions/(core|github)$': '<rootDir>/node_modules/@actions/$1/lib/$1.js',
    '^actions-http-client/lib/(.*)$': '<rootDir>/node_modules/actions-http-client/lib/$1.js',
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
    '/node_modules/(?!(@actions|actions-http-client|gaxios|google-auth-library|gcp-metadata|@octokit|universal-user-agent|before-after-hook|content-type|json-with-bigint)/)',
  ],
  globalSetup: '<rootDir>/scripts/contract-validators.mjs',
  setupFiles: ['<rootDir>/__tests__/support/like.ts'],
  setupFilesAfterEnv: ['<rootDir>/__tests__/support/contract.ts'],
  testTimeout: 30_000,
  // Many tests wait for a server or a retry, and leave their core to another.
  maxWorkers: availableParallelism() + 1,
  // The clients of the clouds keep their connections alive for a while after the last test.
  forceExit: true,
};
