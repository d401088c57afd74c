import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GoogleAuth } from 'google-auth-library';
import { isLoopback } from '../network/address.js';
import { noResponseIn } from '../network/foreign-answer.js';
import { NoResponse, type Send } from '../network/http.js';
import { refusePipe, refusePipes } from './credential-files.js';
import type { Environment } from './environment.js';
import { LoginProblem } from './problem.js';
import { sharedOver } from './shared.js';

/** The second is what `gcloud auth application-default login` leaves. */
const FILES = {
  GOOGLE_APPLICATION_CREDENTIALS: '.config/gcloud/application_default_credentials.json',
};

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * Google's library finds and exchanges the credentials (application default credentials), once.
 * @param project without it the library asks Google's resource manager for the project of a federated credential
 * @returns a function that gives the access token, and throws `NoResponse` or {@link LoginProblem}
 * @throws LoginProblem where the file that `GOOGLE_APPLICATION_CREDENTIALS` names is none
 */
export function googleLogin(project: string, environment: Environment, send: Send): () => Promise<string> {
  return sharedOver(send, `google ${project}`, () => tokenOf(project, environment, send));
}

function tokenOf(project: string, environment: Environment, send: Send): () => Promise<string> {
  refusePipes(environment, FILES);
  const { CLOUDSDK_CONFIG: folder } = environment;
  if (folder) refusePipe(join(folder, 'application_default_credentials.json'), 'CLOUDSDK_CONFIG');
  requireFile(environment.GOOGLE_APPLICATION_CREDENTIALS);
  const auth = new GoogleAuth({
    scopes: [SCOPE],
    projectId: project,
    clientOptions: { transporterOptions: { fetchImplementation: fetchThrough(send) } },
  });
  let token: Promise<string> | undefined;
  return () => {
    token ??= accessToken(auth);
    // Whoever asks later may have more luck.
    token.catch(() => {
      token = undefined;
    });
    return token;
  };
}

/** @param why completes "got no valid Google credentials" */
export function noGoogleLogin(why: string): LoginProblem {
  return new LoginProblem(
    'login',
    `got no valid Google credentials${why}`,
    'Put google-github-actions/auth before this step.',
  );
}

/** The library says of a file that is not there no more than that there are no credentials. */
function requireFile(path: string | undefined): void {
  if (!path) return;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw noGoogleLogin(': the file that GOOGLE_APPLICATION_CREDENTIALS names cannot be read');
  }
  let source: { file?: unknown } | undefined;
  try {
    source = JSON.parse(text.trim())?.credential_source;
  } catch {
    throw noGoogleLogin(': the file that GOOGLE_APPLICATION_CREDENTIALS names is no JSON');
  }
  // A federated login names a file with the token of whoever vouches for it.
  if (typeof source?.file === 'string')
    refusePipe(source.file, 'credential_source.file of GOOGLE_APPLICATION_CREDENTIALS');
}

async function accessToken(auth: GoogleAuth): Promise<string> {
  try {
    const client = await auth.getClient();
    // The exchange of a federated token has a transport of its own, which no option reaches; it uses ours too.
    const exchange: unknown = Reflect.get(client, 'stsCredential');
    if (typeof exchange === 'object' && exchange !== null) Reflect.set(exchange, 'transporter', client.transporter);
    const { token } = await client.getAccessToken();
    if (token) return token;
  } catch (error) {
    const broken = noResponseIn(error);
    if (broken !== undefined) throw broken;
    const status = (error as { status?: unknown }).status;
    throw noGoogleLogin(typeof status === 'number' ? ` (HTTP ${status})` : '');
  }
  throw noGoogleLogin('');
}

/** The library's `fetch`, over our transport, with its deadline, limit and proxy. */
function fetchThrough(send: Send): typeof fetch {
  return async (input, init = {}) => {
    const { body } = init;
    const url = input instanceof Request ? input.url : String(input);
    requireSafe(url);
    const response = await send({
      method: init.method ?? 'GET',
      url,
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

/** A login is sent to https, to loopback, or to the machine's own metadata, which has no other way. @throws NoResponse */
function requireSafe(address: string): void {
  const { protocol, hostname, host } = new URL(address);
  const isMetadata = hostname === 'metadata.google.internal' || hostname.startsWith('169.254.');
  if (protocol !== 'https:' && !isLoopback(hostname) && !isMetadata) throw new NoResponse('PLAIN_HTTP', host);
}
