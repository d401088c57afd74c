import type { Connection } from '../../dfns/connection.js';
import type { Options } from '../../runner/inputs/options.js';
import type { CredentialStores } from '../credential-stores/stores.js';
import type { Organisation } from './organisation.js';
import type { Finding, Prover } from './prover.js';

/** What one account is looked at and changed with. A run of many accounts shares the way to Dfns among them, and what it saw there. */
export interface Scene {
  readonly options: Options;
  readonly stores: CredentialStores;
  readonly connection: Connection;
  /** Gives the organisation once what the stores hold is known, and anew each time that it is called again. */
  readonly look: (finding: Promise<Finding>) => Promise<Organisation>;
  /** Gives what proves the credentials, for one look. */
  readonly prover: () => Prover;
}
