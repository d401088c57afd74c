// Loaded before a program: leaves its peak memory, in kilobytes, where the bench finds it.
const { writeFileSync } = require('node:fs');
process.once('exit', () => writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));
