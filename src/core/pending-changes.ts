import { isObject } from './json.js';
import type { CredentialDocument } from './stored-credential.js';

/**
 * The member of a pending document that lists the changes before its own which nobody has cleared: a JSON list of pending documents,
 * the newest first. Without it a run that dies right after it began would erase the only record of what another one made.
 */
const EARLIER = 'DFNS_PENDING_EARLIER';

/** Characters that the list may have. The smallest secret that a provider offers is Azure's, of 25 KB. */
const LONGEST = 12_000;

/** The changes that a pending document lists, its own first, each as a document of its own; the newest first. */
export function changesIn(document: CredentialDocument): CredentialDocument[] {
  const { [EARLIER]: earlier, ...own } = document;
  return [own, ...listed(earlier)];
}

/** The pending document of a change that begins before these others were cleared. */
export function carrying(document: CredentialDocument, others: readonly CredentialDocument[]): CredentialDocument {
  const { [EARLIER]: _, ...own } = document;
  // Keys that somebody waits for first: they are kept nowhere else, so that they must not fall off the end.
  const wanted = withoutDoubles([own, ...others])
    .slice(1)
    .filter(({ DFNS_KEY_FINGERPRINT: fingerprint }) => fingerprint)
    .map(evidenceOf)
    .sort((one, other) => Number(isOnlyCopy(other)) - Number(isOnlyCopy(one)));
  while (JSON.stringify(wanted).length > LONGEST) wanted.pop();
  return wanted.length === 0 ? own : { ...own, [EARLIER]: JSON.stringify(wanted) };
}

/** Whether a change is a request to a person, who may bring the account that belongs to its key in days. */
export function isRequest({ DFNS_PENDING_REASON: reason }: CredentialDocument): boolean {
  return reason === 'request';
}

/** Whether a change is one of this key. A store may have kept only the first digits of a fingerprint. */
export function isOfKey({ DFNS_KEY_FINGERPRINT: known = '' }: CredentialDocument, fingerprint: string): boolean {
  return known !== '' && (fingerprint.startsWith(known) || known.startsWith(fingerprint));
}

/** Whether the private key is of use later: a person makes the account of a request, and a provisioner's may be registered already. */
function isOnlyCopy(change: CredentialDocument): boolean {
  return isRequest(change) || Boolean(change.DFNS_USERNAME);
}

/** The members of a change that later runs need. A dead run's token is lost, so that its private key is of no use any more. */
function evidenceOf(change: CredentialDocument): CredentialDocument {
  if (isOnlyCopy(change)) return change;
  const names = ['DFNS_KEY_FINGERPRINT', 'DFNS_PENDING_REASON', 'DFNS_PENDING_SINCE'];
  return Object.fromEntries(Object.entries(change).filter(([name]) => names.includes(name)));
}

function withoutDoubles(changes: readonly CredentialDocument[]): CredentialDocument[] {
  return changes.filter(
    (change, index) =>
      !changes.slice(0, index).some((before) => isOfKey(before, change.DFNS_KEY_FINGERPRINT || 'none')),
  );
}

/** Text that somebody wrote there by hand, and that is no such list, counts as an empty one. */
function listed(text: string | undefined): CredentialDocument[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isDocument) : [];
  } catch {
    return [];
  }
}

function isDocument(value: unknown): value is CredentialDocument {
  return isObject(value) && Object.values(value).every((member) => typeof member === 'string');
}
