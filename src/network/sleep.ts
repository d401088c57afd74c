/** Waits so many milliseconds. @throws where `signal` is aborted before they are over */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  // Few runs ever wait; what is loaded for it would delay every one.
  const { setTimeout: pause } = await import('node:timers/promises');
  await pause(milliseconds, undefined, signal && { signal });
}
