import { badRequest, forbidden } from '../http/errors.js';
import { randomText } from './ids.js';
import type { CredentialCode } from './state.js';
import type { Store } from './store.js';

/** Makes a one-time code in Dfns's form, `A7U-KY6-9PT`; docs/dfns-api.md, 1.7. */
export function createCode(store: Store, identityId: string, expiresAt: number): CredentialCode {
  const code = [randomText(3), randomText(3), randomText(3)].join('-').toUpperCase();
  const made = { code, identityId, expiresAt, isUsed: false };
  store.codes.set(code, made);
  return made;
}

/** The code, unless it is wrong, used or over; the messages are those of docs/dfns-api.md, 4. */
export function liveCode(store: Store, code: string): CredentialCode {
  const known = store.codes.get(code);
  if (!known || known.isUsed) throw forbidden('Invalid code');
  if (known.expiresAt <= store.clock.now()) throw badRequest('Registration code expired');
  return known;
}
