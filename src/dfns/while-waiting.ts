import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Node tells here of each request that begins. */
const channel = 'http.client.request.start';
/** Milliseconds within which those that go out together have gone. */
const moment = 5;

/** Resolved once the first requests of this process are with the system, and nothing is left but to wait. */
const sent = new Promise<void>((resolve) => {
  subscribe(channel, hear);
  function hear(message: unknown) {
    unsubscribe(channel, hear);
    (message as { request: ClientRequest }).request.once('finish', () => setTimeout(resolve, moment).unref());
  }
});

/** Does what is needed only later, or by others, while an answer of Dfns is waited for: no request is held up by it. */
export function meanwhile(work: () => unknown): void {
  void sent.then(() => setImmediate(work));
}

/**
 * Code that is needed only once Dfns has answered: loaded {@link meanwhile}, or where it is asked for, whichever comes first.
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
  meanwhile(() => loaded().catch(() => undefined));
  return loaded;
}
