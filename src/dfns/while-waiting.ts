import type { World } from '../world.js';

/**
 * Code that is needed only once Dfns has answered: loaded while an answer is waited for, or where it is asked for, whichever comes first.
 * @param load a dynamic `import()`
 * @returns what gives the loaded code
 */
export function whileWaiting<T>({ meanwhile }: Pick<World, 'meanwhile'>, load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  const loaded = () => {
    loading ??= load();
    return loading;
  };
  // Whoever asks for it hears of a failure.
  meanwhile(() => loaded().catch(() => undefined));
  return loaded;
}
