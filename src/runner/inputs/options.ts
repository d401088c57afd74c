import type { KeyPair, KeyType, PublicKey } from '../../core/key-pair.js';
import type { RoleDeclaration } from '../../core/roles.js';
import type { StoreTarget } from '../../core/store-target.js';

/** The identity that the action acts as. */
export type Provisioner =
  | { readonly kind: 'key'; readonly username: string; readonly credentialId: string; readonly key: KeyPair }
  | {
      readonly kind: 'token';
      /** A ready token. */
      readonly token: string;
      /** What signs its writes; without it the provisioner can only read. */
      readonly key?: KeyPair;
      readonly credentialId?: string;
    };

/** The account's credential as the workflow hands it in. */
export interface GivenCredential {
  readonly token: string;
  readonly key?: KeyPair;
  readonly credentialId?: string;
}

/** Every input, read and checked; nothing after this asks whether a value makes sense. */
export interface Options {
  readonly mode: 'ensure' | 'validate' | 'rotate' | 'revoke' | 'request';
  readonly name: string;
  readonly dryRun: boolean;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly orgId?: string;
  readonly provisioner?: Provisioner;
  /** Where the provisioner is kept, instead: one readable target. */
  readonly provisionerStore?: StoreTarget;
  /** Whether api-url was left as it is: then a provisioner from a store brings the address that it was made for. */
  readonly apiUrlIsDefault: boolean;
  readonly role?: RoleDeclaration;
  readonly exclusive: boolean;
  readonly daysValid?: number;
  /** The type of key to make, or the public key that somebody else holds the private part of. */
  readonly key: { readonly type: KeyType } | { readonly own: PublicKey };
  readonly credential?: GivenCredential;
  /** Where the credential is kept, in the order of the input. */
  readonly stores: readonly StoreTarget[];
  readonly githubToken?: string;
  readonly exportEnv: boolean;
  readonly outputPrivateKey: boolean;
  /** The account belongs to this run and is archived with its job's end. */
  readonly ephemeral: boolean;
  readonly onLostToken: 'fail' | 'replace';
  readonly onDrift: 'fix' | 'warn' | 'fail';
  readonly warnBeforeDays: number;
  /** In `ensure`: rotate when the token ends within so many days; 0 never does. */
  readonly renewBeforeDays: number;
  /** How long a replaced account keeps working, milliseconds. */
  readonly retireAfter: number;
  /** Whether an account is archived although an active Dfns policy names it. */
  readonly force: boolean;
  /** Milliseconds. */
  readonly waitForApproval: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** What the user should know and need not mend: unknown operations, say. */
  readonly warnings: readonly string[];
}
