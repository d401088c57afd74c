import type { DfnsClient } from '../../dfns/client.js';
import type { Connection } from '../../dfns/connection.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Context } from '../context.js';
import type { CredentialStores } from '../credential-stores/stores.js';
import type { DeclaredKmsKey } from '../keys/declared-key.js';
import type { Organisation } from '../observe/organisation.js';
import type { Decision } from './decide.js';
import type { KeySource } from './key-source.js';

/** A decision that is being carried out, and what that takes. */
export interface Change {
  readonly decision: Decision;
  readonly options: Options;
  readonly organisation: Organisation;
  readonly connection: Connection;
  readonly client: DfnsClient;
  readonly stores: CredentialStores;
  readonly keys: KeySource;
  /** The key that `key` means, where that is one in a KMS. */
  readonly declared?: DeclaredKmsKey | undefined;
  readonly context: Context;
}
