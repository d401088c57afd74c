import { setTimeout as pause } from 'node:timers/promises';

const TRANSIENT_STATUS = new Set([408, 429, 500, 502, 503, 504]);
const TRANSIENT_CODE = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'BROKEN', 'DEADLINE']);

/** Whether a fault can be gone at the next try: by the status of a response, or by the code of a broken connection. */
export function isTransient(fault: number | string): boolean {
  return typeof fault === 'number' ? TRANSIENT_STATUS.has(fault) : TRANSIENT_CODE.has(fault);
}

export interface Attempt {
  /** How many there were, from 1. */
  readonly attempt: number;
  /** How long a request may take, in milliseconds; a first pause is a fiftieth of it. */
  readonly deadline: number;
  /** The header `Retry-After`, whole seconds. */
  readonly retryAfter?: string | undefined;
}

/** Waits before the next try: as long as the server asks for, else longer each time; never more than half a deadline, since the run has one too. */
export async function afterPause(
  { attempt, deadline, retryAfter }: Attempt,
  signal: AbortSignal | undefined,
  sleep: Sleep = pauseOf,
): Promise<void> {
  const asked = retryAfter !== undefined && /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
  const milliseconds = Math.min(asked ?? (deadline / 50) * 3 ** (attempt - 1), deadline / 2);
  await sleep(milliseconds, signal).catch(() => undefined);
}

/** Rejects where the signal is aborted before the time is over. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

const pauseOf: Sleep = (milliseconds, signal) => pause(milliseconds, undefined, signal && { signal });
