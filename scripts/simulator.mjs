// npm run simulator: a Dfns on loopback, until it is told to end. Its switches: npm run simulator -- --help
import { setUp } from './setup.mjs';

setUp({ simulator: true });
const { run } = await import('../build/simulator/cli.js');
await run(process.argv.slice(2));
