// npm run acceptance:switches: that the report of npm run acceptance tells each switch's every value alone, and fifty settings by lot.
process.env.ACCEPTANCE_SWITCHES = '1';
process.argv.push('__tests__/acceptance/switches.test.ts');
await import('./test.mjs');
