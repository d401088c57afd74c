import { createTransport, type TransportOptions } from './transport.js';

/** Milliseconds: a run that is over waits no longer for this. */
const patience = 3_000;

/**
 * Ends a login (docs/dfns-api.md, 8.3): one request that nobody signs, tried once. The run may have ended for any reason by now, so that
 * neither its signal nor its time counts.
 * @throws DfnsFault where Dfns did not do it, or knows no logout
 */
export async function logout(options: Pick<TransportOptions, 'world' | 'apiUrl' | 'clock'>, token: string) {
  const { signal } = new AbortController();
  const transport = createTransport({ ...options, signal, requestDeadline: patience });
  const { AuthClient } = await import('./sdk-clients.js');
  const client = { baseUrl: options.apiUrl, transport, authToken: token };
  await new AuthClient(client as ConstructorParameters<typeof AuthClient>[0]).logout({ body: {} });
}
