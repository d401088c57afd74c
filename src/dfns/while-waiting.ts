import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Node tells here of each request that begins. */
const channel = 'http.client.request.start';
/** Milliseconds within which those that go out together have gone. */
const moment = 5;

/** Resolved once the first requests of this process are with the system, and nothing is left but to wait. */
const waiting = new Promise<void>((resolve) => {
  subscribe(channel, hear);
  function hear(message: unknown) {
    unsubscribe(channel, hear);
    (message as { request: ClientRequest }).request.once('finish', () => setTimeout(resolve, moment).unref());
  }
});

/**
 * Code that is needed only once Dfns has answered: loaded while that is waited for, since parsing it before would hold the first
 * request up, or where it is asked for, whichever comes first.
 * @param load a dynamic `import()`
 * @returns what gives the loaded code
 */
export function whileWaiting<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  const loaded = () => {
    loading ??= load();
    return loading;
  };
  // Whoever asks for it hears of a failure.
  waiting.then(loaded).catch(() => undefined);
  return loaded;
}
