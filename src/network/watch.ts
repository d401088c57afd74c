import type { OutgoingHttpHeaders } from 'node:http';

let hear: ((secret: string) => void) | undefined;

/** From now on every secret that a header carries is told before its request is sent: where Node prints what it sends, say. */
export function tellSecretsTo(listener: (secret: string) => void): void {
  hear = listener;
}

/** Names of Dfns's, the clouds' and GitHub's headers, and those that others are likely to have. */
const secretHeader = /auth|token|secret|useraction|cookie|api-?key/i;

export function tellSecretsOf(headers: OutgoingHttpHeaders): void {
  if (!hear) return;
  for (const [name, value] of Object.entries(headers)) {
    // Without the scheme: `Bearer` is no secret.
    if (secretHeader.test(name)) hear(String(value).replace(/^\w+ (?=\S+$)/, ''));
  }
}
