import type { CredentialSigner } from '@dfns/sdk';
import { ActionError } from '../error.js';
import { untilAborted } from '../network/until-aborted.js';
import type { World } from '../world.js';
import type { Clock } from './clock.js';
import { dfnsError, type Operation } from './dfns-error.js';
import { DfnsFault } from './fault.js';
import { logout } from './logout.js';
import { WrongShape } from './response-parts.js';
import { retryCall } from './retry.js';
import type { SdkOptions } from './sdk.js';
import { createTransport, type TransportOptions } from './transport.js';

/** The way to one Dfns API, for every identity that this run speaks as. */
export interface Connection {
  readonly world: World;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Options for the SDK's clients. */
  sdkOptions(identity?: { token?: string; signer?: CredentialSigner }): SdkOptions;
  /** Signs a challenge; a KMS that does not answer is not waited for when the run ends. */
  sign(signer: CredentialSigner, challenge: Challenge): ReturnType<CredentialSigner['sign']>;
  /**
   * Makes a call, again after a transient failure, and turns what stays into an error for the user.
   * @param alreadyDone see {@link retryCall}
   * @throws ActionError
   */
  perform<T>(operation: Operation, call: () => Promise<T>, alreadyDone?: () => Promise<T | undefined>): Promise<T>;
  /** Has a login that this run opened end with the run. */
  endLoginWithRun(token: string): void;
  /** The fault of a call as the user should read it: timed out or cancelled, the reason is the run's, not the request's. */
  tell(error: unknown, operation: Operation): unknown;
}

type Challenge = Parameters<CredentialSigner['sign']>[0];

export interface ConnectionOptions extends TransportOptions {
  /** Does something at the end of the run, however it ends. */
  readonly atEnd: (work: () => Promise<void>) => void;
}

export function connect(options: ConnectionOptions): Connection {
  const transport = createTransport(options);
  const { signal, world, clock } = options;
  const tell = (error: unknown, operation: Operation) =>
    signal.aborted && signal.reason instanceof ActionError ? signal.reason : dfnsError(error, operation);
  const sign: Connection['sign'] = (signer, challenge) => untilAborted(signer.sign(challenge), signal);
  return {
    tell,
    sign,
    world,
    signal,
    clock,
    endLoginWithRun: (token) => options.atEnd(() => logout(options, token)),
    sdkOptions(identity = {}) {
      const { signer } = identity;
      const signing = signer && { signer: { sign: (challenge: Challenge) => sign(signer, challenge) } };
      const made: SdkOptions = { baseUrl: options.apiUrl, transport, ...signing };
      // Asked for with each request: a login may be renewed.
      return identity.token
        ? Object.defineProperty(made, 'authToken', { get: () => identity.token, enumerable: true })
        : made;
    },
    async perform(operation, call, alreadyDone) {
      try {
        return await retryCall(() => readable(call), { signal, world, alreadyDone });
      } catch (error) {
        throw tell(error, operation);
      }
    },
  };
}

/** An answer of the wrong shape is a fault of its request like any other: the server may have acted. */
async function readable<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof WrongShape)) throw error;
    throw new DfnsFault(error.message, { kind: 'answer', method: '', path: '', mayHaveActed: true });
  }
}
