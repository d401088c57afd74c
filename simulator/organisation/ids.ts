import { randomBytes } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Random text of `[a-z0-9]`. */
export function randomText(length: number): string {
  let text = '';
  for (const byte of randomBytes(length)) text += alphabet.charAt(byte % alphabet.length);
  return text;
}

/** An id in Dfns's form, `us-xxxxx-xxxxx-xxxxxxxxxxxxxxxx`; docs/dfns-api.md, 4. */
export function newId(prefix: string): string {
  return `${prefix}-${randomText(5)}-${randomText(5)}-${randomText(16)}`;
}
