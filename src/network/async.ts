/** Waits for all, then throws the first error: where one fails, no other is still on its way when the caller hears of it. */
export async function settleAll<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
