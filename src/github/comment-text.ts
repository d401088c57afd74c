import { code } from './markdown.js';
import { commentMarker } from './marker.js';

/** A comment of ours; it begins with `marker`, by which a later run sees that it is there. */
export interface OwnComment {
  readonly marker: string;
  readonly body: string;
}

export interface Adopted {
  readonly serviceAccountId?: string;
  readonly fingerprint?: string;
  readonly expiresAt?: Date;
}

/** Says that the request is fulfilled. No secret. */
export function adoptedComment({ serviceAccountId, fingerprint, expiresAt }: Adopted): OwnComment {
  return ownComment('adopted', [
    'The token works and is kept; this request is fulfilled.',
    [
      ...(serviceAccountId ? [`- Service account: ${code(serviceAccountId)}`] : []),
      ...(fingerprint ? [`- Fingerprint of its key: ${code(fingerprint)}`] : []),
      `- Token ends: ${expiresAt ? code(expiresAt.toISOString()) : 'it does not say so itself'}`,
    ].join('\n'),
  ]);
}

/** Says that nobody holds the private key of this request any more. */
export function supersededComment(successor: number): OwnComment {
  return ownComment('superseded', [
    `The key of this request is not the one that the workflow holds now, so that an account with it would be of no use. #${successor} asks ` +
      'anew, with another key. If the account was created with the key of this issue, archive it.',
  ]);
}

/** Says that two runs at once asked for the same. */
export function duplicateComment(first: number): OwnComment {
  return ownComment('duplicate', [`Two runs asked at once: #${first} is the same request.`]);
}

/** Warns of a token in the text of the issue or of a comment; it repeats nothing of that text. */
export function tokenComment(place: number | 'issue'): OwnComment {
  const where = place === 'issue' ? 'The text of this issue' : 'A comment above';
  return ownComment(`token-in-${place}`, [
    `**${where} holds what looks like a token or a private key.** Whoever can read this page can use it.`,
    [
      '- Archive the account that it belongs to in the Dfns dashboard now: that ends the token. Deleting the text alone does not.',
      '- Delete the text, with the versions in its edit history.',
      '- The key is spent with the account: remove the pending key from the store and run the workflow again. It asks anew, with another key.',
    ].join('\n'),
  ]);
}

/** What has the form of a token (a JWT, as Dfns issues them, or one of GitHub's) or of a private key. */
export function secretsIn(text: string): string[] {
  return text.match(secretLike) ?? [];
}

const secretLike =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]+-----|$)|\beyJ[\w-]{8,}(?:\.[\w-]+){1,2}|\bgh[a-z]_\w{20,}|\bgithub_pat_\w{20,}/g;

function ownComment(what: string, paragraphs: readonly string[]): OwnComment {
  const marker = commentMarker(what);
  return { marker, body: [marker, ...paragraphs].join('\n\n') };
}
