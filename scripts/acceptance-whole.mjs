// What `npm test` only samples of npm run acceptance, whole. `acceptance:switches`: each switch's every value alone, fifty settings by lot,
// and each right that may be lacking. `acceptance:kills`: killed at each request, before it is acted upon and after. Takes names of test files.
process.env.ACCEPTANCE_WHOLE = '1';
const placed = (word) => (word.startsWith('-') ? word : `__tests__/acceptance/${word}`);
process.argv.push(...process.argv.splice(2).map(placed));
await import('./test.mjs');
