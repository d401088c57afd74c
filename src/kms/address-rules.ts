import type { KmsAddress } from '../core/kms-address.js';

export type Parameters = Readonly<Record<string, string>>;
export type Bare<T> = T extends KmsAddress ? Omit<T, 'address'> : never;
/** `errors` complete a sentence that begins with the address. */
export type Read = { readonly address?: Bare<KmsAddress>; readonly errors: readonly string[] };

export interface Provider {
  /** How an address of this provider is written, for messages. */
  readonly form: string;
  readonly parameters: readonly string[];
  /** What to do instead, for parameters that people expect. */
  readonly hints?: Readonly<Record<string, string>>;
  parse(place: string, parameters: Parameters, scheme: string): Read;
}

export function problems(found: readonly (string | false | undefined)[]): string[] {
  return found.filter((problem) => typeof problem === 'string');
}

export function endpointOf({ endpoint }: Parameters): { endpoint?: string } {
  return endpoint === undefined ? {} : { endpoint };
}
