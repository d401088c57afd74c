import type { CredentialSigner } from '@dfns/sdk';
import type { Transport } from './transport.js';

// The SDK asks of every body whether it is a FormData, and Node loads undici (40 ms) when that name is first read. No request of
// ours is a form, so that an empty class answers the question. It is assigned, not defined: defining reads the old value first.
Object.assign(globalThis, { FormData: class FormData {} });

// The generated clients one by one: the SDK's index loads all fifteen.
export { BaseAuthApi } from '@dfns/sdk/baseAuthApi.js';
export { DfnsError, PolicyPendingError } from '@dfns/sdk/dfnsError.js';
export { AuthClient } from '@dfns/sdk/generated/auth/client.js';
export { PermissionsClient } from '@dfns/sdk/generated/permissions/client.js';
export { PoliciesClient } from '@dfns/sdk/generated/policies/client.js';

/** What the SDK's clients are made with, and hand on to shims/cross-fetch with each request. */
export interface SdkOptions {
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly authToken?: string;
  readonly signer?: CredentialSigner;
}
