import type { Kind } from './event.js';

/** Requests are told apart by their lines, `POST api.dfns.test/auth/service-accounts`. Reads, of Dfns or a store; a challenge that was made for an answer which got lost is of use to nobody. */
const read =
  /^GET |\/(auth\/(login|action)\/init|sys\/capabilities-self|\/?(GetSecretValue|DescribeSecret|GetPublicKey))$/;
/** What one run does for itself, and no other can tell: it logs in and out, signs, and looks at what it may do. */
const own =
  /\/auth\/((login|action)(\/init)?|logout)$|\/sys\/|\/transit\/sign\/|amazonaws\.com\/Sign$|:asymmetricSign$|\/keys\/.+\/sign$/;
/** What signs, and all else that a KMS is asked. */
const signs = /\/transit\/sign\/|amazonaws\.com\/Sign$|:asymmetricSign$|\/keys\/.+\/sign$/;
const ofKms = /\/transit\/| kms\.|cloudkms|my-keys\.vault/;

/** Whether a fault can strike it: some only a KMS has, and its signatures alone can be spoilt. */
export function canMeet(kind: Kind, line: string | undefined): boolean {
  if (line === undefined) return true;
  if (kind === 'denied') return asksKms(line);
  return !(kind === 'other-key' || kind === 'bad-signature') || signs.test(line);
}

/** Whether a KMS is asked. */
export function asksKms(line: string): boolean {
  return ofKms.test(line);
}

/** Whether it makes no difference to anybody whether the server acted upon it, if its answer does not arrive. */
export function reads(line: string): boolean {
  return read.test(line);
}

/** Whether no other run can tell that it was made. */
export function isOwn(line: string): boolean {
  return own.test(line);
}

/** Whether it changes something, at any of the servers. */
export function writes(line: string): boolean {
  return !reads(line) && !isOwn(line);
}
