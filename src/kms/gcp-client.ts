import { googleLogin, noGoogleLogin } from '../clouds/google.js';
import type { GcpKey } from '../core/kms-address.js';
import type { ActionError } from '../error.js';
import { withoutSlash } from '../network/address.js';
import { notItsProvider } from '../network/foreign-answer.js';
import { type HttpResponse, json } from '../network/http.js';
import { isTransient } from '../network/retry.js';
import { commonFault, failed, kmsError, notEnabled, unusable } from './fault.js';
import type { KmsSettings } from './kms.js';

const ADDRESS = 'https://cloudkms.googleapis.com';

/** The rights that are needed, by their names after `cloudkms.cryptoKeyVersions.`, and the smallest role that has each. */
const ROLES = {
  viewPublicKey: 'roles/cloudkms.publicKeyViewer',
  useToSign: 'roles/cloudkms.signer',
  list: 'roles/cloudkms.viewer, or name the version in the address: …/cryptoKeyVersions/N',
  get: 'roles/cloudkms.viewer',
  create: 'a role of your own with this permission, or roles/cloudkms.admin',
} as const;
export type Right = keyof typeof ROLES;

/** Asks Cloud KMS: `path` is below `/v1/`. @param right what it needs, for messages */
export type AskGcp = (
  right: Right,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
) => Promise<Readonly<Record<string, unknown>>>;

/** @throws LoginProblem */
export function connectGcp(address: GcpKey, { world, environment, signal, deadline }: KmsSettings): AskGcp {
  const send = world.connect({ signal, deadline });
  const token = googleLogin(address.project, environment, send);
  const base = `${withoutSlash(address.endpoint ?? ADDRESS)}/v1/`;
  return async (right, method, path, body) => {
    try {
      const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' };
      const sent = { method, url: base + path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
      // Signing twice means the same as once; two new versions would be one too many.
      const response = await send({ ...sent, repeatable: right !== 'create' });
      if (response.status < 200 || response.status > 299) throw faultOf(address, right, response);
      return json(response);
    } catch (error) {
      throw commonFault(address, error) ?? error;
    }
  };
}

function faultOf(address: GcpKey, right: Right, response: HttpResponse): Error {
  const { status } = response;
  const { error } = json(response) as { error?: { status?: unknown; message?: unknown; details?: unknown } };
  const temporary = isTransient(status);
  // Google's own refusals say what they are; a page of something in between does not.
  if (typeof error?.status !== 'string' && !temporary) return notItsProvider(response);
  switch (error?.status) {
    case 'UNAUTHENTICATED':
      return noGoogleLogin(` (HTTP ${status})`);
    case 'PERMISSION_DENIED':
      return denied(address, right, reasonsOf(error.details).includes('SERVICE_DISABLED'));
    case 'NOT_FOUND':
      return kmsError(address, {
        code: 'KMS_NOT_FOUND',
        what: 'does not exist: there is no such version, key, key ring or location',
        cure: `Check the address; gcloud kms keys list --project ${address.project} --location L --keyring R shows what there is.`,
        detail: 'HTTP 404',
      });
    case 'FAILED_PRECONDITION':
      return notEnabled(address, `cannot be used in its state${stateIn(error.message)}`);
    case 'INVALID_ARGUMENT':
      if (right === 'viewPublicKey') return unusable(address, 'it has no public key, being symmetric or for MACs');
  }
  return failed(address, `cloudkms.cryptoKeyVersions.${right}`, status);
}

function denied(address: GcpKey, right: Right, isDisabled: boolean): ActionError {
  if (isDisabled) {
    return kmsError(address, {
      code: 'KMS_DENIED',
      what: `cannot be used: the Cloud KMS API is not enabled in the project of the login or of the key`,
      cure: `Enable it (gcloud services enable cloudkms.googleapis.com --project ${address.project}), then run the job again.`,
      detail: 'SERVICE_DISABLED',
    });
  }
  return kmsError(address, {
    code: 'KMS_DENIED',
    what: `denied cloudkms.cryptoKeyVersions.${right}, or the project ${address.project} does not exist`,
    cure: `Check the project, and grant the identity on this key: ${ROLES[right]}.`,
    detail: 'HTTP 403',
  });
}

/** Google names the state in its message alone; only a word that we know is taken from it. */
function stateIn(message: unknown): string {
  const state =
    /\b(DISABLED|DESTROYED|DESTROY_SCHEDULED|PENDING_(GENERATION|IMPORT|EXTERNAL_DESTRUCTION)|IMPORT_FAILED|GENERATION_FAILED)\b/.exec(
      String(message),
    )?.[0];
  return state === undefined ? '' : ` (${state})`;
}

function reasonsOf(details: unknown): readonly unknown[] {
  return Array.isArray(details) ? details.map((each: { reason?: unknown } | null) => each?.reason) : [];
}
