// npm run acceptance:switches: that npm run acceptance tells each switch's every value alone and fifty settings by lot, is killed at each
// request, and meets each right that may be lacking. `npm test` plays a part of it.
process.env.ACCEPTANCE_SWITCHES = '1';
process.argv.push('__tests__/acceptance');
await import('./test.mjs');
