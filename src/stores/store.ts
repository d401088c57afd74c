import type { StoreTarget } from '../core/store-target.js';
import type { World } from '../world.js';

/**
 * What a store keeps: names and values, the names those that Dfns's own SDK examples read from the environment
 * (`DFNS_API_URL`, `DFNS_ORG_ID`, `DFNS_SERVICE_ACCOUNT_ID`, `DFNS_CRED_ID`, `DFNS_PRIVATE_KEY`, `DFNS_AUTH_TOKEN`,
 * `DFNS_TOKEN_EXPIRES_AT`). A store does not interpret them.
 */
export type StoredDocument = Readonly<Record<string, string>>;

/** A document as it was found, with the provider's own name for this version of it. */
export interface Kept {
  /** The members that are text. */
  readonly document: StoredDocument;
  /** Members that others added and that are no text: a write hands them back, so that none is lost. */
  readonly others?: Readonly<Record<string, unknown>>;
  /** Opaque; handed back as `expected` so that a write fails where another run was faster. */
  readonly version: string;
}

export interface StoreContents {
  readonly current?: Kept;
  readonly pending?: Kept;
  /** When the current document was last written, where only that can be known (GitHub's secrets cannot be read back). */
  readonly writtenAt?: Date;
  /** Beside `writtenAt`: everything is there but the private key, which somebody removed or which is held elsewhere. */
  readonly lacksKey?: true;
  /** Of secrets whose names alone are seen: those of a credential that no run for an account left so, though it is no whole one. */
  readonly unclaimed?: readonly string[];
  /** Of secrets whose names alone are seen: the account's id and no whole credential, as a removal leaves it that broke off. */
  readonly isPart?: true;
  /** What stands at the target and is no JSON object; completes "holds …" (`plain text`, `a binary value`). Never a value of it. */
  readonly foreign?: string;
  /** Why the contents of the target are unknown; completes "cannot be read: …". The target never counts as empty then. */
  readonly unreadable?: string;
}

export interface StoreSettings {
  readonly world: Pick<World, 'connect' | 'now' | 'sleep' | 'randomBytes'>;
  /** Read by name only: where the providers' own actions leave addresses and credentials. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly githubToken?: string | undefined;
  /** All targets of the input, this one among them. */
  readonly beside?: readonly StoreTarget[] | undefined;
  /** Ends every request of the store. */
  readonly signal?: AbortSignal | undefined;
  /** For each request, in milliseconds; 10 seconds where it is not given. */
  readonly deadline?: number | undefined;
  /** Logs a warning, for example that a newest version is disabled, while the run goes on. It holds no value. */
  readonly warn?: ((message: string) => void) | undefined;
}

/**
 * One target of the `store` input. Every method throws an {@link ActionError} that names the target and what to do:
 * `STORE_UNREACHABLE`, `STORE_DENIED`, `STORE_NOT_FOUND` (no such mount, project, vault, repository or environment),
 * `STORE_NOT_LOGGED_IN`, `STORE_CONFLICT` (another run wrote in between), `STORE_FAILED`. No message holds a value of a document.
 */
export interface Store {
  /** The target as the user wrote it; safe to print. */
  readonly target: string;
  /** Whether `read` can return documents. */
  readonly readable: boolean;

  /** Reads the current and the pending document at once. A missing secret is an empty answer, not an error. */
  read(): Promise<StoreContents>;

  /** Reads the current document alone: whoever may read no more needs no more. */
  readCurrent(): Promise<StoreContents>;

  /**
   * Keeps `document` as pending, beside the current one. Creates the secret where it is missing. What stands there and is no
   * document of ours is a conflict, here and in every other write: it is never written over, moved or removed.
   * @param expected the version of the pending document that this one replaces; `undefined` where none was found
   * @returns the new pending version
   * @throws ActionError `STORE_CONFLICT` where the pending document is no longer the expected one, as far as the provider can see
   */
  putPending(document: StoredDocument, expected: string | undefined): Promise<string>;

  /**
   * Makes `document` the current one. At most the one before it is kept alive.
   * @param expected the version of the current document that was read; `undefined` where none was found
   * @param others members that others added, as {@link Kept} has them: written beside ours
   * @returns the new current version
   * @throws ActionError `STORE_CONFLICT`
   */
  putCurrent(document: StoredDocument, expected: string | undefined, others?: Kept['others']): Promise<string>;

  /** Removes the pending document. @throws ActionError `STORE_CONFLICT` where it is no longer the expected one */
  removePending(expected: string): Promise<void>;

  /**
   * Refuses a document with these names before anything is changed if the last `read` shows that it would not fit.
   * @throws ActionError `STORE_FULL`
   */
  refuseLackOfRoom?(names: readonly string[]): void;

  /**
   * Removes what this target keeps of ours, current and pending; nothing to remove is no error. Members of others stay, as a document
   * without ours, and so do the secret itself where somebody described it (labels, custom metadata) and older versions that are not ours.
   * @throws ActionError `STORE_CONFLICT` where something else stands there
   */
  clear(): Promise<void>;
}
