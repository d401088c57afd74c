/** How the work on many things is spread. */
export interface Crew {
  /** How many may be under way at once, asked each time that one begins. */
  readonly width: () => number;
  /** Whether no more are to be begun. */
  readonly isOver: () => boolean;
  /** Is handed what to call where `width` grows. */
  readonly onWider?: (fill: () => void) => void;
}

/**
 * Works on the items in their order, several at once.
 * @param work must not throw
 * @returns their results, in the same order; `undefined` for those that were not begun
 */
export async function inCrew<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  { width, isOver, onWider }: Crew,
): Promise<(R | undefined)[]> {
  const results: (R | undefined)[] = items.map(() => undefined);
  let next = 0;
  let busy = 0;
  await new Promise<void>((resolve, reject) => {
    const fill = () => {
      while (next < items.length && busy < width() && !isOver()) begin(next++);
      if (busy === 0) resolve();
    };
    const begin = (index: number) => {
      busy += 1;
      work(items[index] as T)
        .then((result) => {
          results[index] = result;
          busy -= 1;
          fill();
        })
        .catch(reject);
    };
    onWider?.(fill);
    fill();
  });
  return results;
}
