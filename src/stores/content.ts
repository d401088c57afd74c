import { isExactNumber, parseExact } from './exact-json.js';
import type { Kept, StoreContents, StoredDocument } from './store.js';

/** What one place of a target holds. Without any member it holds nothing: an empty JSON object, which this action leaves itself. */
export interface Content {
  readonly document?: StoredDocument;
  readonly others?: NonNullable<Kept['others']>;
  /** Something that is no JSON object; completes "holds …". */
  readonly foreign?: string;
  /** Why the contents are unknown; completes "cannot be read: …". */
  readonly unreadable?: string;
}

/** A {@link Content} with the provider's name for its version. */
export interface Found extends Content {
  readonly version: string;
}

/** Reads what is kept as bytes: UTF-8, or UTF-16 with its byte order mark, as PowerShell writes files. */
export function readBytes(bytes: Buffer): Content {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  try {
    return readText(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return { foreign: 'a binary value' };
  }
}

/** Reads what is kept as text, whatever stands around it: a byte order mark, spaces, line ends. */
export function readText(written: string): Content {
  const text = written.trim();
  try {
    return readValue(parseExact(text));
  } catch {
    if (text.startsWith('{')) return { unreadable: 'it begins as a JSON object and is none' };
    return { foreign: kindOfText(text) };
  }
}

/** Reads what is kept as a JSON value. */
export function readValue(value: unknown): Content {
  if (typeof value !== 'object' || value === null)
    return { foreign: `a JSON ${value === null ? 'null' : typeof value}` };
  if (Array.isArray(value)) return { foreign: 'a JSON list' };
  if (isExactNumber(value)) return { foreign: 'a JSON number' };
  const members = Object.entries(value);
  if (members.length === 0) return {};
  const texts = members.filter((member): member is [string, string] => typeof member[1] === 'string');
  const others = members.filter(([, member]) => typeof member !== 'string');
  return {
    document: Object.fromEntries(texts),
    ...(others.length > 0 && { others: Object.fromEntries(others) }),
  };
}

function kindOfText(text: string): string {
  if (text === '') return 'an empty text';
  const [, label = ''] = /-----BEGIN ([A-Z0-9 ]{1,60})-----/.exec(text) ?? [];
  if (label.endsWith('PRIVATE KEY')) return 'a private key in PEM';
  if (label.includes('CERTIFICATE')) return 'a certificate in PEM';
  return label === '' ? 'plain text' : 'a text in PEM';
}

/** The contents of both places as one value; `sibling` is the name of the pending one. */
export function contentsOf(current: Found | undefined, pending: Found | undefined, sibling: string): StoreContents {
  const [now, next] = [keptIn(current), keptIn(pending)];
  const foreign = current?.foreign ?? (pending?.foreign && `${pending.foreign} in ${sibling}`);
  const unreadable = current?.unreadable ?? (pending?.unreadable && `of ${sibling}, ${pending.unreadable}`);
  return {
    ...(now && { current: now }),
    ...(next && { pending: next }),
    ...(foreign && { foreign }),
    ...(unreadable && { unreadable }),
  };
}

export function keptIn(found: Found | undefined): Kept | undefined {
  if (found?.document === undefined) return undefined;
  const { document, others, version } = found;
  return { document, ...(others && { others }), version };
}

/** Whether nothing stands there: nothing was found, or an empty document. */
export function isNothing(content: Content | undefined): boolean {
  return content?.document === undefined && content?.foreign === undefined && content?.unreadable === undefined;
}

/** Whether it is a document that has a member of ours. Whose account it is, is not asked here. */
export function isOurs({ document, others }: Content): boolean {
  return [...Object.keys(document ?? {}), ...Object.keys(others ?? {})].some((name) => name.startsWith('DFNS_'));
}

/** What others keep in our document; `undefined` where nothing of it is theirs. */
export function othersIn({ document, others }: Content): Content | undefined {
  const theirs = (members: object = {}) => Object.entries(members).filter(([name]) => !name.startsWith('DFNS_'));
  const [texts, values] = [theirs(document), theirs(others)];
  if (texts.length + values.length === 0) return undefined;
  return { document: Object.fromEntries(texts), others: Object.fromEntries(values) };
}
