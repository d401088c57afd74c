import { parentPort, workerData } from 'node:worker_threads';
import { explore, remember } from './explorer.js';
import { logIn } from './providers.js';
import { wander } from './random.js';
import { install } from './realm.js';
import { placeOf, type Task } from './tasks.js';

export interface Order {
  readonly task?: Task;
  /** Plays the histories that broke something once. */
  readonly isMemory?: boolean;
  readonly seed?: number;
  /** Milliseconds. */
  readonly time?: number;
  readonly stopAtFirst?: boolean;
  /** So many histories at the most. */
  readonly most?: number;
}

/** What a worker reports of a task. */
export interface Report {
  readonly task?: Task;
  readonly kind: string;
  readonly count: number;
  readonly covered: number;
  readonly states: readonly string[];
  readonly milliseconds: number;
  readonly found: readonly { readonly word: string; readonly broken: string }[];
}

install({ cheap: workerData?.cheap !== false });
logIn();
const port = parentPort;
if (!port) throw new Error('this is started as a worker');

port.on('message', async ({ task, isMemory, seed, time, stopAtFirst = false, most }: Order) => {
  const until = time === undefined ? undefined : performance.now() + time;
  const limits = {
    share: task?.share ?? 0,
    shares: task?.shares ?? 1,
    stopAtFirst,
    ...(most !== undefined && { most }),
    ...(until !== undefined && { until }),
  };
  const other = () => (isMemory ? remember() : wander(seed ?? 1, until ?? 0));
  const tally = await (task ? explore(placeOf(task), task.depth, limits) : other());
  const report: Report = { ...tally, ...(task && { task }), states: [...tally.states] };
  port.postMessage(report);
});
