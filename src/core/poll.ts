export interface Polling<T> {
  /** Whether an answer ends the asking. */
  readonly isEnough: (answer: T) => boolean;
  /** How often to ask at the most. */
  readonly times: number;
  /** Waits between two times; rejects where the run's time is over. */
  readonly pause: () => Promise<void>;
}

/** Asks until an answer is enough. @returns the last answer, enough or not */
export async function poll<T>(ask: () => Promise<T>, { isEnough, times, pause }: Polling<T>): Promise<T> {
  for (let time = 1; ; time++) {
    const answer = await ask();
    if (isEnough(answer) || time >= times) return answer;
    await pause();
  }
}
