import { parseArgs } from 'node:util';
import { say, work } from './crew.js';
import { readWord } from './event.js';
import { play } from './history.js';
import { seekMutants } from './mutants.js';
import { logIn } from './providers.js';
import { install } from './realm.js';
import { all, more, placeOf, type Task, usual } from './tasks.js';
import type { Report } from './worker.js';

const { values } = parseArgs({
  options: {
    more: { type: 'boolean' },
    all: { type: 'boolean' },
    mutants: { type: 'boolean' },
    mutant: { type: 'string' },
    only: { type: 'string' },
    replay: { type: 'string' },
    seed: { type: 'string' },
    seconds: { type: 'string' },
    signatures: { type: 'boolean' },
  },
});
const cheap = !values.signatures;

if (values.replay) await replay(values.replay);
else if (values.mutants || values.mutant) process.exitCode = (await seekMutants(values.mutant)) ? 0 : 1;
else if (values.seed || values.seconds)
  await go(
    Array.from({ length: 2 }, (_, index) => ({
      seed: Number(values.seed ?? 1) * 2 + index,
      time: Number(values.seconds ?? 60) * 1000,
    })),
  );
else
  await go([
    ...chosen()
      .filter(isWanted)
      .map((task) => ({ task })),
    { isMemory: true },
  ]);

function isWanted({ provider, story, depth }: Task): boolean {
  return `${provider}/${story} ${depth}`.includes(values.only ?? '');
}

function chosen(): Task[] {
  if (values.all) return all();
  return values.more ? more() : usual();
}

/** Plays one history, and says what was asked and told. */
async function replay(word: string): Promise<void> {
  install({ cheap });
  logIn();
  const history = readWord(word);
  const [provider = '', story = ''] = history.story.split('/');
  const place = placeOf({ provider, story });
  const played = await play(place.story, place.provider, history, { isTold: true, isThorough: true });
  for (const line of played.log) say(line);
  if (!played.isWhole) say('NOT WHOLE: an event met no request');
  for (const broken of played.broken) say(`BROKEN: ${broken}`);
  process.exitCode = played.broken.length > 0 ? 1 : 0;
}

async function go(orders: Parameters<typeof work>[0]): Promise<void> {
  const start = performance.now();
  const reports: Report[] = [];
  await work(orders, (report) => reports.push(report), { cheap });
  const kinds = [...new Set(reports.map(({ kind }) => kind))];
  say('kind          histories    played   covered    states     cpu s     found');
  for (const kind of kinds)
    tell(
      kind,
      reports.filter((report) => report.kind === kind),
    );
  tell('all', reports);
  say(`in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  const found = reports.flatMap((report) => report.found);
  for (const { word, broken } of found) say(`\n${word}\n  ${broken.replaceAll('\n', '\n  ')}`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

function tell(kind: string, reports: readonly Report[]): void {
  const sum = (of: (report: Report) => number) => reports.reduce((total, report) => total + of(report), 0);
  const states = new Set(reports.flatMap((report) => report.states)).size;
  const cells = [
    sum(({ count }) => count),
    sum(({ count, covered }) => count - covered),
    sum(({ covered }) => covered),
    states,
    Math.round(sum(({ milliseconds }) => milliseconds) / 1000),
    sum(({ found }) => found.length),
  ];
  say(kind.padEnd(14) + cells.map((cell) => String(cell).padStart(10)).join(''));
}
