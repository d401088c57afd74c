export interface Polling<T> {
  /** Whether a result ends the polling. */
  readonly isEnough: (result: T) => boolean;
  /** How often to ask at the most. */
  readonly times: number;
  /** Waits between two times; rejects where the run's time is over. */
  readonly pause: () => Promise<void>;
}

/** Asks until a result is enough. @returns the last result, enough or not */
export async function poll<T>(ask: () => Promise<T>, { isEnough, times, pause }: Polling<T>): Promise<T> {
  for (let time = 1; ; time++) {
    const result = await ask();
    if (isEnough(result) || time >= times) return result;
    await pause();
  }
}
