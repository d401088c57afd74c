import { isSameApi } from './same-api.js';
import { type CredentialDocument, memberOf } from './stored-credential.js';
import { tidyToken } from './tidy-text.js';
import { readClaims } from './token-claims.js';

/** One document as it was found: the members that are text, and those that are not. */
export interface StoredPlace {
  readonly document: CredentialDocument;
  readonly others?: Readonly<Record<string, unknown>>;
}

/** What was found at a target, in its own place and in the pending one. */
export interface StoredContents {
  readonly current?: StoredPlace;
  readonly pending?: StoredPlace;
  readonly writtenAt?: Date;
  /** Beside `writtenAt`: the private key is not there. */
  readonly lacksKey?: true;
  /** Of secrets whose names alone are seen: those of a credential that no run for an account left so, though it is no whole one. */
  readonly unclaimed?: readonly string[];
  /** Of secrets whose names alone are seen: the account's id and no whole credential, as a removal leaves it that broke off. */
  readonly isPart?: true;
  readonly foreign?: string;
  readonly unreadable?: string;
}

/** Whose documents a run may use, write and remove. */
export interface Expected {
  readonly kind: 'account' | 'provisioner';
  /** Absent where the document itself brings the address. */
  readonly apiUrl?: string;
  readonly orgId?: string;
  /** Whether the job hands a credential in, which parts of one may belong to where only names are seen. */
  readonly isGiven?: boolean;
}

/** What is at a target; every mode treats a kind alike (docs/stores.md). */
export type StoredKind =
  | { readonly is: 'nothing' }
  /** Of this API, this organisation, and of the kind that is expected. */
  | { readonly is: 'ours' }
  /** `what` completes "holds …". */
  | { readonly is: 'another'; readonly what: string; readonly isOfOtherPlace?: true }
  /** `why` completes "cannot be told: …". */
  | { readonly is: 'unreadable'; readonly why: string };

/** Classifies what is at a target. Nothing that this returns holds a secret. */
export function kindOf(found: StoredContents, expected: Expected): StoredKind {
  const { current, pending, writtenAt, unclaimed, isPart, foreign, unreadable } = found;
  if (unreadable) return { is: 'unreadable', why: unreadable };
  if (foreign) return another(foreign);
  const kinds = [
    ...(current ? [kindOfPlace(current, expected, 'current')] : []),
    ...(pending ? [kindOfPlace(pending, expected, 'pending')] : []),
    ...(writtenAt || isPart ? [kindOfUnseen(expected)] : []),
    ...(unclaimed ? [kindOfUnclaimed(unclaimed, expected)] : []),
  ];
  const worst = (['another', 'unreadable', 'ours'] as const).map((is) => kinds.find((kind) => kind.is === is));
  return worst.find((kind) => kind !== undefined) ?? nothing;
}

/** The organisation that a document names, else the one of its token; `undefined` where neither does. */
export function organisationOf(document: CredentialDocument): string | undefined {
  return memberOf(document, 'DFNS_ORG_ID') || readClaims(tidyToken(document.DFNS_AUTH_TOKEN ?? '')).orgId;
}

const nothing = { is: 'nothing' } as const;
const ours = { is: 'ours' } as const;

function another(what: string): StoredKind {
  return { is: 'another', what };
}

/** Of GitHub's secrets only names can be seen; all names of an account's credential are there. */
function kindOfUnseen({ kind }: Expected): StoredKind {
  return kind === 'account' ? ours : another(words.account);
}

/** Whose it is, its names do not tell, but for a provisioner's; to write among them would take the one copy of somebody's key. */
function kindOfUnclaimed(names: readonly string[], { kind, isGiven }: Expected): StoredKind {
  if (names.includes('DFNS_USERNAME')) return kind === 'provisioner' ? ours : another(words.provisioner);
  if (kind === 'account' && isGiven) return ours;
  return another(`a part of a credential (${names.join(', ')}), which no run of this action left so`);
}

/** The kind of a document by the names in it, whoever's it is. */
type Sort =
  /** A service account's token, with all that belongs to it. */
  | 'account'
  | 'provisioner'
  | 'pendingAccount'
  | 'pendingProvisioner'
  /** Says that a change is under way, and holds nothing. */
  | 'marker'
  /** Names of ours, and no credential. */
  | 'parts';

const words: Readonly<Record<Sort, string>> = {
  account: 'the credential of a service account',
  provisioner: 'the credential of a provisioner',
  pendingAccount: 'the pending key of a service account that is being made',
  pendingProvisioner: 'the pending credential of a provisioner',
  marker: 'the mark of a change of a service account',
  parts: 'names of Dfns without a credential',
};

const accepted: Readonly<Record<Expected['kind'], Record<'current' | 'pending', readonly Sort[]>>> = {
  account: { current: ['account', 'marker'], pending: ['pendingAccount', 'marker'] },
  provisioner: { current: ['provisioner'], pending: ['pendingProvisioner', 'marker'] },
};

function kindOfPlace(place: StoredPlace, expected: Expected, where: 'current' | 'pending'): StoredKind {
  const { document, others = {} } = place;
  const names = Object.keys({ ...others, ...document });
  if (names.length === 0) return nothing;
  if (!names.some((name) => name.startsWith('DFNS_'))) return another('JSON that is no document of this action');
  const noText = identifying.find((name) => name in others && (others[name] !== null || name === 'DFNS_AUTH_TOKEN'));
  if (noText) return { is: 'unreadable', why: `its ${noText} is no text` };
  const sort = sortOf(document);
  const lacking = sort === 'parts' ? lackingOf(document, expected) : undefined;
  if (lacking) return { is: 'unreadable', why: `its document lacks ${lacking}` };
  // Of a marker that names no API, as GitHub's are, it cannot be said whose it is.
  const isStranger = sort === 'marker' && expected.kind === 'provisioner' && document.DFNS_API_URL !== undefined;
  if (isStranger || !accepted[expected.kind][where].includes(sort))
    return another(where === 'pending' && sort === 'account' ? `${words.account} in the pending place` : words[sort]);
  return otherPlace(document, sort, expected) ?? ours;
}

/** Members that identify whose a document is, and what is in it. */
const identifying = [
  'DFNS_AUTH_TOKEN',
  'DFNS_API_URL',
  'DFNS_ORG_ID',
  'DFNS_SERVICE_ACCOUNT_ID',
  'DFNS_USERNAME',
  'DFNS_CRED_ID',
  'DFNS_PRIVATE_KEY',
  'DFNS_KEY',
  'DFNS_PENDING_SINCE',
  'DFNS_PENDING_REASON',
];

function sortOf(document: CredentialDocument): Sort {
  const has = (name: string) => memberOf(document, name) !== '';
  const isPending = has('DFNS_PENDING_SINCE') || has('DFNS_PENDING_REASON');
  if (document.DFNS_AUTH_TOKEN !== undefined) return 'account';
  if (has('DFNS_USERNAME') && !has('DFNS_PENDING_REASON') && !has('DFNS_SERVICE_ACCOUNT_ID'))
    return isPending ? 'pendingProvisioner' : 'provisioner';
  if (!isPending) return 'parts';
  const hasKey = has('DFNS_PRIVATE_KEY') || has('DFNS_KEY');
  return hasKey || (has('DFNS_KEY_FINGERPRINT') && has('DFNS_API_URL')) ? 'pendingAccount' : 'marker';
}

/** A credential that lost its first half is one still: what is left of it must not be taken for nothing. */
function lackingOf(document: CredentialDocument, { kind }: Expected): string | undefined {
  const isCredential = ['DFNS_SERVICE_ACCOUNT_ID', 'DFNS_PRIVATE_KEY', 'DFNS_KEY', 'DFNS_CRED_ID'].some(
    (name) => document[name],
  );
  if (!isCredential) return undefined;
  return kind === 'account' || document.DFNS_SERVICE_ACCOUNT_ID ? 'DFNS_AUTH_TOKEN' : 'DFNS_USERNAME';
}

/** A document that says it is of another API or organisation, or whose token does. */
function otherPlace(document: CredentialDocument, sort: Sort, { apiUrl, orgId }: Expected): StoredKind | undefined {
  const what = (where: string): StoredKind => ({
    is: 'another',
    what: `${words[sort]} ${where}`,
    isOfOtherPlace: true,
  });
  const named = memberOf(document, 'DFNS_API_URL');
  if (named && apiUrl && !isSameApi(named, apiUrl))
    return what(`for ${placeOf(named, apiUrl)}, while api-url is ${apiUrl}`);
  // With a slip in org-id bootstrap may have registered the key all the same: there it is tried (find-provisioner.ts).
  if (sort === 'pendingProvisioner') return undefined;
  const { orgId: ofToken } = readClaims(tidyToken(document.DFNS_AUTH_TOKEN ?? ''));
  const organisations = [memberOf(document, 'DFNS_ORG_ID'), ofToken].filter((id) => id);
  const wanted = orgId ?? organisations[0];
  const other = organisations.find((id) => id !== wanted);
  if (other === undefined) return undefined;
  return what(`of ${organisationWords(other)}, not of ${wanted && organisationWords(wanted)}`);
}

/** The member may hold anything, a password also: it is repeated only where it has the form of an address without one. */
function placeOf(text: string, apiUrl: string): string {
  const host = /^(?:https?:\/\/)?([\w.-]{1,253}(?::\d{1,5})?)(?:\/|$)/i.exec(text)?.[1];
  if (!host) return 'another API';
  // Two addresses that differ behind the host, or in the scheme, would read as the same one.
  return host.toLowerCase() === new URL(apiUrl).host ? `another address at ${host}` : `the API at ${host}`;
}

function organisationWords(id: string): string {
  return /^or-[\w-]{1,60}$/.test(id) ? `the organisation ${id}` : 'another organisation';
}
