import { setTimeout as pause } from 'node:timers/promises';

/** The longest wait before a request is repeated, in milliseconds, whatever `Retry-After` says: the run has a deadline. */
const LONGEST_PAUSE = 5_000;
const FIRST_PAUSE = 200;

const TRANSIENT_STATUS = new Set([408, 429, 500, 502, 503, 504]);
const TRANSIENT_CODE = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'BROKEN', 'DEADLINE']);

/** Whether a fault can be gone at the next try: by the status of a response, or by the code of a broken connection. */
export function isTransient(fault: number | string): boolean {
  return typeof fault === 'number' ? TRANSIENT_STATUS.has(fault) : TRANSIENT_CODE.has(fault);
}

/** Waits before the next try: as long as the server asks for in whole seconds, else longer each time. */
export async function afterPause(attempt: number, retryAfter: string | undefined, signal: AbortSignal | undefined) {
  const asked = retryAfter !== undefined && /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
  const milliseconds = Math.min(asked ?? FIRST_PAUSE * 3 ** (attempt - 1), LONGEST_PAUSE);
  await pause(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}
