import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Order, Report } from './worker.js';

export interface Settings {
  readonly cheap?: boolean;
  /** Where the compiled workers are. */
  readonly folder?: URL;
  /** How many workers; as many as there are cores, where it does not say. */
  readonly hands?: number;
  /** Whether the rest need not be done. */
  readonly isEnough?: () => boolean;
}

/** Hands orders to as many workers as there are cores, each the next one when it has done one. */
export async function work(
  orders: readonly Order[],
  onReport: (report: Report) => void,
  settings: Settings = {},
): Promise<void> {
  const waiting = [...orders];
  const { cheap = true, folder = new URL('.', import.meta.url), isEnough = () => false } = settings;
  const hands = Math.min(settings.hands ?? availableParallelism(), waiting.length);
  await Promise.all(
    Array.from({ length: hands }, () =>
      employ(() => (isEnough() ? undefined : waiting.shift()), onReport, new URL('worker.js', folder), cheap),
    ),
  );
}

function employ(
  take: () => Order | undefined,
  onReport: (report: Report) => void,
  file: URL,
  cheap: boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: { cheap } });
    const next = () => {
      const order = take();
      if (order) worker.postMessage(order);
      else void worker.terminate().then(() => resolve());
    };
    worker.on('message', (report: Report) => {
      onReport(report);
      next();
    });
    worker.on('error', reject);
    next();
  });
}

/** The command's own output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
