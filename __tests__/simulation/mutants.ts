import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { say, work } from './crew.js';
import type { Mutant } from './mutant.js';
import { histories, seeded } from './seeded.js';
import type { Report } from './worker.js';

const compiled = fileURLToPath(new URL('../../', import.meta.url));
/** Histories for each place where a fault is looked for. */
const patience = 4_000;
/** An edit that breaks the code by itself is no fault that was found. */
const breaksTheCode =
  /(Reference|Type|Syntax|Range)Error|is not (defined|a function|iterable)|[Cc]annot read propert|cannot be played/;

interface Sought {
  readonly mutant: Mutant;
  readonly report?: Report;
  readonly count: number;
  readonly seconds: number;
  /** Why it could not be looked for. */
  readonly fault?: string;
}

/** Puts each fault into a copy of the compiled code and explores until it is found. @returns whether all were */
export async function seekMutants(only?: string): Promise<boolean> {
  const wanted = [...histories, ...seeded].filter(({ name }) => only === undefined || name.includes(only));
  const waiting = [...wanted];
  let found = 0;
  const hand = async (number: number) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const place = fileURLToPath(new URL(`../../../explore-mutant-${number}/`, import.meta.url));
      const sought = await seek(mutant, place);
      rmSync(place, { recursive: true, force: true });
      if (tell(sought)) found++;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, (_, number) => hand(number)));
  say(`${found} of ${wanted.length} found`);
  return found === wanted.length;
}

/** @returns whether it was found */
function tell({ mutant, report, count, seconds, fault }: Sought): boolean {
  const [first] = report?.found ?? [];
  const isFound = first !== undefined && !breaksTheCode.test(first.broken);
  const where = first ? `${first.word}, ` : '';
  say(
    `${isFound ? 'found ' : 'MISSED'}  ${mutant.name}\n        ${where}after ${count} histories, ${seconds.toFixed(1)} s`,
  );
  if (first ?? fault) say(`        ${(fault ?? first?.broken ?? '').split('\n')[0]?.slice(0, 160)}`);
  return isFound;
}

async function seek(mutant: Mutant, place: string): Promise<Sought> {
  const start = performance.now();
  const reports: Report[] = [];
  const sought = () => {
    const report = reports.find(({ found }) => found.length > 0);
    const count = reports.reduce((sum, each) => sum + each.count, 0);
    return { mutant, ...(report && { report }), count, seconds: (performance.now() - start) / 1000 };
  };
  try {
    rmSync(place, { recursive: true, force: true });
    cpSync(compiled, place, { recursive: true });
    putIn(mutant, place);
    const orders = mutant.seen.map(([story, depth]) => ({
      task: { provider: 'vault', story, depth, share: 0, shares: 1 },
      most: patience,
      stopAtFirst: true,
    }));
    await work(orders, (report) => reports.push(report), {
      folder: pathToFileURL(`${place}__tests__/simulation/`),
      hands: 1,
      isEnough: () => reports.some(({ found }) => found.length > 0),
    });
    return sought();
  } catch (error) {
    return { ...sought(), fault: error instanceof Error ? error.message : String(error) };
  }
}

/** @throws where the fault has no place in the code any more */
function putIn(
  { name, file, edits, also = [] }: Pick<Mutant, 'name' | 'file' | 'edits' | 'also'>,
  place: string,
): void {
  for (const other of also) putIn({ name, ...other }, place);
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
