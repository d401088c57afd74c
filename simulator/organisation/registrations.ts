import { type ApiError, badRequest, forbidden, notAuthorized } from '../http/errors.js';
import { randomText } from './ids.js';
import type { RegistrationCode, User } from './state.js';
import type { Store } from './store.js';

/** The code that a new user gets by e-mail; one before it is of no use any more; docs/dfns-api.md, 8.2. */
export function sendRegistrationCode(store: Store, { userId }: User, code = newCode()): RegistrationCode {
  for (const other of store.registrationCodes.values()) if (other.identityId === userId) other.isUsed = true;
  const expiresAt = store.clock.now() + store.switches.registrationCodeSeconds * 1000;
  const sent = { code, identityId: userId, expiresAt, isUsed: false };
  store.registrationCodes.set(code, sent);
  return sent;
}

function newCode(): string {
  return [randomText(4), randomText(4), randomText(4)].join('-').toUpperCase();
}

/** Who registers with a code. A code is good for its own user alone, once, and while it lives. */
export function userOfCode(store: Store, wish: { username: string; orgId: string; code: string }): User {
  const user = wish.orgId === store.orgId ? store.userNamed(wish.username) : undefined;
  if (!user) throw refused(store, notAuthorized('User not found'));
  if (user.isRegistered) throw refused(store, badRequest('User is already registered'));
  if (!user.isActive) throw refused(store, badRequest('User account has been deactivated.'));
  requireLive(store, wish.code, user.userId);
  return user;
}

/** Asked again at the end: another registration may have been faster, or the code too old by now. */
export function requireLive(store: Store, code: string, userId: string): RegistrationCode {
  const known = store.registrationCodes.get(code);
  if (known?.identityId !== userId || known.isUsed) throw refused(store, forbidden('Invalid code'));
  if (known.expiresAt <= store.clock.now()) throw refused(store, badRequest('Registration code expired'));
  return known;
}

/** Whether Dfns tells these refusals apart is not known, hence the switch. */
function refused({ switches }: Store, error: ApiError): ApiError {
  return switches.registrationRefusals === 'alike' ? notAuthorized() : error;
}
