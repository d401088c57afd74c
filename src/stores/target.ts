import type { StoreTarget } from '../core/store-target.js';
import { sameEndpoint } from './target-endpoint.js';
import { PROVIDERS, type Provider } from './target-providers.js';
import type { Parameters } from './target-rules.js';

export interface ParsedTargets {
  readonly targets: readonly StoreTarget[];
  /** What is wrong, all of it at once; each names its line, and none repeats a parameter's value or a credential. */
  readonly errors: readonly string[];
}

/**
 * Reads the `store` input: one target a line, `#` starts a comment line, blank lines are ignored. Never throws.
 * @param options.githubToken whether the `github-token` input is given, which `github:` targets need
 */
export function parseStoreTargets(text: string, options: { readonly githubToken: boolean }): ParsedTargets {
  const targets: StoreTarget[] = [];
  const errors: string[] = [];
  const seen = new Map<string, number>();
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const found = parseLine(line, options);
    const place = `store, line ${index + 1}${found.label === undefined ? '' : ` (${found.label})`}`;
    errors.push(...found.errors.map((error) => `${place}: ${error}`));
    if (found.target === undefined || found.errors.length > 0) continue;
    const first = seen.get(placeOfTarget(found.target));
    if (first === undefined) {
      seen.set(placeOfTarget(found.target), index + 1);
      targets.push(found.target);
    } else {
      errors.push(`${place}: is the same place as line ${first}; name each target once`);
    }
  }
  return { targets, errors };
}

const accepted = Object.values(PROVIDERS)
  .map(({ form }) => form)
  .join(', ');

interface ParsedLine {
  readonly label?: string;
  readonly target?: StoreTarget;
  readonly errors: readonly string[];
}

function parseLine(line: string, options: { readonly githubToken: boolean }): ParsedLine {
  const parts = /^([A-Za-z][A-Za-z0-9.+-]{0,30}):\/\/([^?]*)(?:\?(.*))?$/.exec(line);
  // A line that is no target at all may be a pasted credential: it is not repeated.
  if (parts === null) return { errors: [`is not a target; accepted are ${accepted}`] };
  const scheme = (parts[1] ?? '').toLowerCase();
  const place = parts[2] ?? '';
  const label = `${scheme}://${place.includes('@') ? '…' : place}`;
  const provider = Object.hasOwn(PROVIDERS, scheme) ? PROVIDERS[scheme] : undefined;
  if (provider === undefined) return { label, errors: [`has an unknown scheme; accepted are ${accepted}`] };
  if (/\s/.test(line))
    return { label, errors: ['holds a space; write one target a line, comments on lines of their own'] };
  if (/#/.test(line)) return { label, errors: ['holds a #; comments stand on lines of their own'] };
  const { parameters, errors } = parseParameters(parts[3], provider);
  const read = provider.parse(place, parameters);
  const problems = [...errors, ...read.errors];
  if (scheme === 'github' && !options.githubToken) problems.push('needs the input github-token, which is missing');
  if (problems.length > 0 || read.target === undefined) return { label, errors: problems };
  return { label, target: { ...read.target, target: line }, errors: [] };
}

function parseParameters(query: string | undefined, provider: Provider) {
  const values = new Map<string, string>();
  const errors: string[] = [];
  for (const pair of query === undefined ? [] : query.split('&')) {
    const [, name = '', written = ''] = /^([^=]*)=?(.*)$/.exec(pair) ?? [];
    const value = decoded(written);
    if (!provider.parameters.includes(name)) {
      const shown = /^[A-Za-z][A-Za-z0-9_-]{0,30}$/.test(name) ? `parameter "${name}"` : 'parameter';
      errors.push(`has an unknown ${shown}; accepted are ${provider.parameters.join(', ')}`);
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

/** What of a target does not tell its place. */
const silent: ReadonlySet<string> = new Set(['target', 'readable', 'endpoint', 'kmsKeyId', 'location', 'visibility']);

/** The place that a target means, however it is written. */
export function placeOfTarget(target: StoreTarget): string {
  const place = Object.entries(target).filter(([name]) => !silent.has(name));
  const text = JSON.stringify([...place.sort(([one], [other]) => (one < other ? -1 : 1)), sameEndpoint(target)]);
  // Key Vault, GitHub's names of secrets and its environments know no case.
  return target.provider === 'azure-keyvault' || target.provider === 'github' ? text.toLowerCase() : text;
}
