// npm run bench: what a run costs, side by side with a hand-written script. It prints a table for the README, and fails where a count
// (round trips, memory, noise on stderr) misses its target; times depend on the machine and are for the reader to judge. With --fleet
// what a run over a manifest costs, with --kms what a steady one does whose keys sign in a KMS.
import { setUp } from './setup.mjs';

setUp({ simulator: true });
const kind = ['fleet', 'kms'].find((each) => process.argv.includes(`--${each}`)) ?? 'measure';
await import(`./bench/${kind}.mjs`);
