import type { CredentialSigner } from '@dfns/sdk';
import type { Transport } from './transport.js';

// The SDK asks of every body whether it is a FormData, and Node loads undici (40 ms) when that name is first read. No request of
// ours is a form, so that an empty class answers the question. It is assigned, not defined: defining reads the old value first.
Object.assign(globalThis, { FormData: class FormData {} });

// What the first request takes, file by file: the SDK's index loads all there is. Its clients are in sdk-clients.ts.
export { BaseAuthApi } from '@dfns/sdk/baseAuthApi.js';
export { PolicyPendingError } from '@dfns/sdk/dfnsError.js';

/** What the SDK's clients are made with, and hand on to shims/cross-fetch with each request. */
export interface SdkOptions {
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly authToken?: string;
  readonly signer?: CredentialSigner;
}
