import type { AddressParser } from './read-kms-key.js';
import type { TargetParser } from './read-stores.js';

/** What reads the addresses of other rooms: of stores, and of keys in a KMS. The entries hand it in. */
export interface Parsers {
  readonly parseTargets: TargetParser;
  readonly parseAddress: AddressParser;
}
