import { readFileSync } from 'node:fs';
import { switchesLike } from '../../simulator/like.js';
import { suppose } from '../../simulator/switches.js';

// `npm test -- --like acceptance.json`: every simulator behaves like the organisation of that report, but where a test says otherwise.
const report = process.env.SIMULATOR_LIKE;
if (report) suppose(switchesLike(readFileSync(report, 'utf8')).switches);
