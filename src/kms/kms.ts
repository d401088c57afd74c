import type { KeyObject } from 'node:crypto';
import type { KeyInKms } from '../core/signing-key.js';
import type { World } from '../world.js';

/**
 * A key that signs inside a KMS, resolved once: public key and signatures are those of one version, whatever the address comes to mean
 * meanwhile. Its methods throw an `ActionError` that names the key as the user wrote it, and what to do.
 */
export interface KmsKey extends KeyInKms {
  /** Of use to a person: that the private key can leave the service, or that the version expires. Each is a whole sentence. */
  readonly warnings: readonly string[];
  /** The signature has been verified here. @throws ActionError `KMS_BAD_SIGNATURE` where it does not verify */
  sign(data: Uint8Array): Promise<Buffer>;
}

export interface KmsSettings {
  readonly world: Pick<World, 'connect' | 'now' | 'sleep'>;
  /** Read by name only: where the providers' own actions leave addresses and credentials. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Ends every request. */
  readonly signal?: AbortSignal | undefined;
  /** For each request, in milliseconds; 10 seconds where it is not given. */
  readonly deadline?: number | undefined;
}

/** One version of a key, as its provider gives it: not yet judged, its signatures not yet verified. */
export interface Version {
  /** The address that names this version. */
  readonly pinned: string;
  readonly publicKey: KeyObject;
  readonly warnings: readonly string[];
  /** In the encoding that Dfns takes. */
  sign(data: Uint8Array): Promise<Buffer>;
}

/** What each provider's file opens. */
export interface KeyOfProvider {
  /** The version that the address names, or that it means now. */
  resolve(): Promise<Version>;
  /** Makes a new version, and waits until it can sign; missing where keys have no versions. @returns its pinned address */
  createVersion?(): Promise<string>;
}
