import type { KeyPair, KeyType, PublicKey } from '../../core/key-pair.js';
import type { KmsAddress } from '../../core/kms-address.js';
import type { RoleDeclaration } from '../../core/roles.js';
import type { KmsKeyReference, SigningKey } from '../../core/signing-key.js';
import type { StoreTarget } from '../../core/store-target.js';
import type { Mode } from './refusal-words.js';

/** The identity that the action acts as. */
export type Provisioner =
  | {
      readonly kind: 'key';
      readonly username: string;
      /** Absent where the login tells it: it offers one Key credential alone. */
      readonly credentialId?: string;
      readonly key: KeyPair | KmsKeyReference;
    }
  | {
      readonly kind: 'token';
      /** A ready token. */
      readonly token: string;
      /** Signs its changes. Without it the provisioner can only read. */
      readonly key?: KeyPair | KmsKeyReference;
      readonly credentialId?: string;
    };

/** The key that the account is to have. */
export type DeclaredKey =
  /** A key pair of this type is made. */
  | { readonly type: KeyType }
  /** Its private part is held elsewhere. */
  | { readonly own: PublicKey }
  /** It signs inside a KMS. */
  | { readonly kms: KmsAddress };

/** The account's credential as the workflow passes it. */
export interface GivenCredential {
  readonly token: string;
  readonly key?: SigningKey;
  readonly credentialId?: string;
}

/** Every input, read and checked. Nothing checks these values again. */
export interface Options {
  readonly mode: Exclude<Mode, 'bootstrap'>;
  readonly name: string;
  readonly dryRun: boolean;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly orgId?: string;
  readonly provisioner?: Provisioner;
  /** The readable target that holds the provisioner, instead of the inputs. */
  readonly provisionerStore?: StoreTarget;
  /** Whether api-url has its default. A provisioner from a store then brings its own address. */
  readonly apiUrlIsDefault: boolean;
  readonly role?: RoleDeclaration;
  readonly exclusive: boolean;
  readonly daysValid?: number;
  readonly key: DeclaredKey;
  readonly credential?: GivenCredential;
  /** Where the credential is kept, in the order of the input. */
  readonly stores: readonly StoreTarget[];
  readonly githubToken?: string;
  readonly exportEnv: boolean;
  readonly outputPrivateKey: boolean;
  /** The account belongs to this run and is archived when the job ends. */
  readonly ephemeral: boolean;
  readonly onLostToken: 'fail' | 'replace';
  readonly onDrift: 'fix' | 'warn' | 'fail';
  /** What to do where the account holds, or would hold, a role with which it could raise its own rights. */
  readonly onAdminRole: 'warn' | 'fail' | 'allow';
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
  /** What the user should know and need not correct, such as unknown operations. */
  readonly warnings: readonly string[];
}
