import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Order, Report } from './worker.js';

/** Hands orders to as many workers as there are cores, each the next one when it has done one. */
export async function work(orders: readonly Order[], onReport: (report: Report) => void, settings: { cheap?: boolean; folder?: URL } = {}): Promise<void> {
  const waiting = [...orders];
  const { cheap = true, folder = new URL('.', import.meta.url) } = settings;
  const hands = Math.min(availableParallelism(), waiting.length);
  await Promise.all(Array.from({ length: hands }, () => employ(waiting, onReport, new URL('worker.js', folder), cheap)));
}

function employ(waiting: Order[], onReport: (report: Report) => void, file: URL, cheap: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: { cheap } });
    const next = () => {
      const order = waiting.shift();
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
