import type { OutgoingHttpHeaders } from 'node:http';

/** Names of Dfns's, the clouds' and GitHub's headers, and those that others are likely to have. */
const secretHeader = /auth|token|secret|useraction|cookie|api-?key/i;

/** What of the headers is secret, without its scheme: `Bearer` is none. */
export function secretsIn(headers: OutgoingHttpHeaders): string[] {
  return Object.entries(headers)
    .filter(([name]) => secretHeader.test(name))
    .map(([, value]) => String(value).replace(/^\w+ (?=\S+$)/, ''));
}
