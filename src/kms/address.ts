import type { KmsAddress } from '../core/kms-address.js';
import { endpointProblem } from '../network/address.js';
import type { Parameters, Provider } from './address-rules.js';
import { mistakenFor } from './mistaken-address.js';
import { PROVIDERS } from './providers.js';

export type ParsedAddress =
  | { readonly address: KmsAddress; readonly errors?: undefined }
  | {
      readonly address?: undefined;
      /** What is wrong, all of it at once: whole sentences to stand after the input's name. None repeats a credential. */
      readonly errors: readonly string[];
    };

/** No address of any provider is longer: what is, was pasted by mistake. */
const LONGEST = 2_000;
const ACCEPTED = Object.values(PROVIDERS)
  .map(({ form }) => form)
  .join(', ');

/** Reads the address of a key in a KMS: as cosign writes it, with the parameters of the stores. Never throws. */
export function parseKmsAddress(text: string): ParsedAddress {
  const written = text.trim();
  const mistaken = mistakenFor(written);
  if (mistaken === undefined) {
    const read = parsed(written);
    return read.errors === undefined ? read : { errors: read.errors.map(withoutWrongOffer) };
  }
  const { what, meant } = mistaken;
  const isAddress = meant !== undefined && parsed(meant).address !== undefined;
  return { errors: [`${what}; ${isAddress ? `did you mean "${meant}"?` : `accepted are ${ACCEPTED}`}`] };
}

function parsed(written: string): ParsedAddress {
  const parts = written.length > LONGEST ? null : /^([A-Za-z]{1,30}):\/\/([^?]*)(?:\?(.*))?$/.exec(written);
  // What is no address at all may be a pasted credential: it is not repeated.
  if (parts === null) return { errors: [`the value is no address of a key in a KMS; accepted are ${ACCEPTED}`] };
  const scheme = (parts[1] ?? '').toLowerCase();
  const place = parts[2] ?? '';
  const provider = Object.hasOwn(PROVIDERS, scheme) ? PROVIDERS[scheme] : undefined;
  if (provider === undefined) {
    return { errors: [`the value has an unknown scheme, ${scheme}://; accepted are ${ACCEPTED}`] };
  }
  // What stands before an `@` may be a password.
  if (!/^[!-?A-~]{0,500}$/.test(place)) {
    const what = `the address ${scheme}://… holds an @ or another sign that no address has, or is too long`;
    return { errors: [`${what}; accepted is ${provider.form}, and credentials are taken from the environment`] };
  }
  const { parameters, errors } = parseParameters(parts[3], provider);
  const read = provider.parse(place, parameters, scheme);
  const problems = [...errors, ...read.errors, endpointError(parameters.endpoint)].filter((each) => each !== undefined);
  if (problems.length === 0 && read.address !== undefined) return { address: { ...read.address, address: written } };
  return { errors: problems.map((problem) => `${scheme}://${place} ${problem}`) };
}

/** A problem without the address that it offers where that one is wrong too. */
function withoutWrongOffer(problem: string): string {
  const [, what = '', meant] = /^(.*); did you mean "([^"]+)"\?$/.exec(problem) ?? [];
  return meant === undefined || parsed(meant).address !== undefined ? problem : what;
}

function endpointError(endpoint: string | undefined): string | undefined {
  return endpoint === undefined ? undefined : endpointProblem(endpoint);
}

function parseParameters(query: string | undefined, provider: Provider) {
  const values = new Map<string, string>();
  const errors: string[] = [];
  for (const pair of query === undefined ? [] : query.split('&')) {
    const [, name = '', written = ''] = /^([^=]*)=?(.*)$/.exec(pair) ?? [];
    const value = decoded(written);
    if (!provider.parameters.includes(name)) {
      const named = /^[A-Za-z][A-Za-z0-9_-]{0,30}$/.test(name) ? `parameter "${name}"` : 'parameter';
      const hint = provider.hints?.[name] ?? `accepted are ${provider.parameters.join(', ')}`;
      errors.push(`has an unknown ${named}; ${hint}`);
    } else if (values.has(name)) errors.push(`has the parameter ${name} twice`);
    else if (value === undefined || value === '') errors.push(`has the parameter ${name} without a value`);
    else values.set(name, value);
  }
  const parameters: Parameters = Object.fromEntries(values);
  return { parameters, errors };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Whether an address names one version for good: what it means never changes. An alias of AWS's can name another key tomorrow. */
export function isPinned(address: KmsAddress): boolean {
  return address.provider === 'aws' ? !address.key.includes('alias/') : address.version !== undefined;
}

/**
 * The same address with the version that signs; parameters stay.
 * @param version the key's ARN with AWS
 */
export function pinned(address: KmsAddress, version: string): string {
  const [, query] = address.address.split('?', 2);
  switch (address.provider) {
    case 'aws':
      return withQuery(`awskms:///${version}`, query);
    case 'gcp':
      return withQuery(`gcpkms://${address.key}/cryptoKeyVersions/${version}`, query);
    case 'azure':
      return withQuery(`azurekms://${address.vault}/${address.key}/${version}`, query);
    case 'transit': {
      const others = (query ?? '').split('&').filter((each) => each !== '' && !each.startsWith('version='));
      const mount = address.mount === 'transit' ? 'transit' : encodeURIComponent(address.mount);
      return withQuery(`${address.scheme}://${mount}/${address.key}`, [`version=${version}`, ...others].join('&'));
    }
  }
}

function withQuery(place: string, query: string | undefined): string {
  return query === undefined ? place : `${place}?${query}`;
}
