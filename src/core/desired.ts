import type { RoleDeclaration } from './roles.js';

/** What the workflow declares of one account. */
export interface Desired {
  readonly name: string;
  readonly role?: RoleDeclaration;
  /** Whether the account shall hold no role but the declared one. */
  readonly exclusive: boolean;
  readonly onDrift: 'fix' | 'warn' | 'fail';
  /** What to do where the account could raise its own rights. */
  readonly onAdminRole: 'warn' | 'fail' | 'allow';
  readonly onLostToken: 'fail' | 'replace';
  /** Whether the account shall get a successor although it works: a rotation, or a renewal that is due. */
  readonly renews: boolean;
  /** Whether that is for another key, which it gets also shortly after it was rotated. */
  readonly changesKey?: boolean;
  /** How long a replaced account keeps working, milliseconds. */
  readonly retireAfter: number;
  /** The account belongs to this run alone: nobody else has, or ever gets, its token. */
  readonly isEphemeral?: boolean;
}

/** What is known of the account's credential before anything is changed. */
export type CredentialState =
  | { readonly state: 'none' }
  /** Dfns refused it; `why` completes the sentence with the reason, `tokenRefused` where the account's being inactive can explain it. */
  | { readonly state: 'refused'; readonly why: string; readonly tokenRefused: boolean }
  | { readonly state: 'working'; readonly userId?: string; readonly credentialId?: string };
