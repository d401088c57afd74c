import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { say, work } from './crew.js';
import type { Depth } from './explorer.js';
import { histories, type Mutant, seeded } from './seeded.js';
import { stories } from './stories.js';
import type { Order, Report } from './worker.js';

const compiled = fileURLToPath(new URL('../../', import.meta.url));
const place = fileURLToPath(new URL('../../../explore-mutant/', import.meta.url));
/** Histories for each depth of a story. */
const patience = 3_000;

/** Puts each fault into a copy of the compiled code and explores until it is found. @returns whether all were */
export async function seekMutants(only?: string): Promise<boolean> {
  const wanted = [...histories, ...seeded].filter(({ name }) => only === undefined || name.includes(only));
  let found = 0;
  for (const mutant of wanted) {
    const start = performance.now();
    const { report, count } = await seek(mutant).catch(unfit);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const [first] = report?.found ?? [];
    if (first) found++;
    say(
      `${first ? 'found' : 'MISSED'}  ${mutant.name}\n        ${first ? `${first.word}, ` : ''}after ${count} histories, ${seconds} s`,
    );
    if (first) say(`        ${first.broken.split('\n')[0]?.slice(0, 160)}`);
  }
  rmSync(place, { recursive: true, force: true });
  say(`${found} of ${wanted.length} found`);
  return found === wanted.length;
}

async function seek(mutant: Mutant): Promise<{ report?: Report; count: number }> {
  rmSync(place, { recursive: true, force: true });
  cpSync(compiled, place, { recursive: true });
  putIn(mutant);
  let count = 0;
  for (const orders of stages(mutant)) {
    const reports: Report[] = [];
    await work(orders, (report) => reports.push(report), {
      folder: new URL(`file://${place}__tests__/simulation/`),
      isEnough: () => reports.some(({ found }) => found.length > 0),
    });
    count += reports.reduce((sum, report) => sum + report.count, 0);
    const report = reports.find(({ found }) => found.length > 0);
    if (report) return { report, count };
  }
  return { count };
}

/** A fault that has no place in the code any more counts as missed. */
function unfit(error: Error): { report?: Report; count: number } {
  say(error.message);
  return { count: 0 };
}

function putIn({ name, file, edits, also = [] }: Mutant): void {
  for (const other of also) putIn({ name, ...other });
  const found = readdirSync(`${place}src`, { recursive: true, encoding: 'utf8' }).filter((path) =>
    `/${path.replaceAll('\\', '/')}`.endsWith(`/${file}`),
  );
  if (found.length !== 1) throw new Error(`"${name}": there are ${found.length} files named ${file}`);
  const path = `${place}src/${found[0]}`;
  let text = readFileSync(path, 'utf8');
  for (const [find, replace] of edits) {
    if (!text.includes(find)) throw new Error(`"${name}" does not fit ${file} any more: ${find}`);
    text = text.replace(find, () => replace);
  }
  writeFileSync(path, text);
}

/** The near ones first: single events, then pairs and runs at once. */
function stages({ stories: names = stories.map(({ name }) => name) }: Mutant): Order[][] {
  const chosen = stories.filter(({ name }) => names.includes(name));
  const orders = (depth: Depth, isWanted: (runs: number) => boolean): Order[] =>
    chosen
      .filter(({ runs }) => isWanted(runs))
      .map(({ name: story }) => ({
        task: { provider: 'vault', story, depth, share: 0, shares: 1 },
        most: patience,
        stopAtFirst: true,
      }));
  return [
    orders('single', (runs) => runs === 1),
    [...orders('switches', (runs) => runs === 2), ...orders('pairs', (runs) => runs === 1)],
  ].filter((stage) => stage.length > 0);
}
