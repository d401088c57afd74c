import { GoogleAuth } from 'google-auth-library';
import { NoResponse, type Send } from '../network/http.js';

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/** There are no valid Google credentials. Its message is empty, or `HTTP STATUS` of what refused them. */
export class NoGoogleCredentials extends Error {}

/**
 * Google's library finds and exchanges the credentials (application default credentials), once.
 * @param project without it the library asks Google's resource manager for the project of a federated credential
 * @returns a function that gives the access token, and throws {@link NoGoogleCredentials} or `NoResponse`
 */
export function googleLogin(project: string, send: Send): () => Promise<string> {
  const auth = new GoogleAuth({
    scopes: [SCOPE],
    projectId: project,
    clientOptions: { transporterOptions: { fetchImplementation: fetchThrough(send) } },
  });
  let token: Promise<string> | undefined;
  return () => {
    token ??= accessToken(auth);
    return token;
  };
}

async function accessToken(auth: GoogleAuth): Promise<string> {
  try {
    const client = await auth.getClient();
    // The exchange of a federated token has a transport of its own, which no option reaches; it shall use our door too.
    const exchange: unknown = Reflect.get(client, 'stsCredential');
    if (typeof exchange === 'object' && exchange !== null) Reflect.set(exchange, 'transporter', client.transporter);
    const { token } = await client.getAccessToken();
    if (token) return token;
  } catch (error) {
    for (let each = error; each instanceof Error; each = each.cause) if (each instanceof NoResponse) throw each;
    const status = (error as { status?: unknown }).status;
    throw new NoGoogleCredentials(typeof status === 'number' ? `HTTP ${status}` : '');
  }
  throw new NoGoogleCredentials();
}

/** The library's `fetch`, through our door: its deadline, its limit, its proxy. */
function fetchThrough(send: Send): typeof fetch {
  return async (input, init = {}) => {
    const { body } = init;
    const response = await send({
      method: init.method ?? 'GET',
      url: input instanceof Request ? input.url : String(input),
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(body !== undefined && body !== null && { body: body instanceof Uint8Array ? body : String(body) }),
      // The library repeats what may be repeated.
      repeatable: false,
    });
    return new Response(response.status === 204 ? null : new Uint8Array(response.body), {
      status: response.status,
      headers: { ...response.headers },
    });
  };
}
