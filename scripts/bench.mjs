// npm run bench: what a run costs, side by side with a hand-written script. It prints a table for the README, and fails where a count
// (round trips, memory, noise on stderr) misses its target; times depend on the machine and are for the reader to judge. With --fleet
// what a run over a manifest costs.
import { setUp } from './setup.mjs';

setUp({ simulator: true });
await import(process.argv.includes('--fleet') ? './bench/fleet.mjs' : './bench/measure.mjs');
