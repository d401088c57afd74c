import type { SigningKey } from '../core/signing-key.js';
import type { ProvisionerCredential } from '../core/stored-provisioner.js';

/** A credential that is to be registered: its key is at hand, or was opened. */
export type NewProvisionerCredential = ProvisionerCredential & { readonly key: SigningKey };

/** How far a registration got: once the key was sent, Dfns may have registered it. */
export type RegistrationState = 'challenge' | 'sent';

/** A Key credential that is to be registered with a one-time code. */
export interface Registration {
  /**
   * The one-time code: of a user who made it in the dashboard or by `POST /auth/credentials/code` (docs/dfns-api.md, 1.7), or the one
   * that a new user got by e-mail.
   */
  readonly code: string;
  /** Whether the key becomes the first credential of a new user. */
  readonly isFirst: boolean;
  /** How the dashboard lists the credential. */
  readonly name: string;
  readonly credential: NewProvisionerCredential;
}
