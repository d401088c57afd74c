import type { ProvisionerCredential } from '../../core/stored-provisioner.js';
import type { Context } from '../context.js';

/** Of two that wait, one is kept. */
export function warnOfSecond({ username, credentialId }: ProvisionerCredential, { warn }: Pick<Context, 'warn'>): void {
  warn(
    `the user ${username} holds a second Key credential that an earlier run registered, ${credentialId}; its private key is ` +
      'dropped now, so deactivate it in the dashboard',
  );
}

/** Of two runs at once that spent a code each, one is faster to store its credential. @param registered by this run */
export function warnOfOwnSecond(
  { username, credentialId }: ProvisionerCredential,
  registered: string,
  { warn }: Pick<Context, 'warn'>,
): void {
  if (registered === credentialId) return;
  warn(
    `another run stored its own credential of ${username} while this one registered ${registered}, whose private key is dropped now: ` +
      'deactivate it in the dashboard',
  );
}

/** What was stored until now works as before; nobody but a person can end it. */
export function warnOfReplaced(
  { username, credentialId }: ProvisionerCredential,
  { warn }: Pick<Context, 'warn'>,
): void {
  warn(
    `the user ${username} still holds the Key credential that was stored until now, ${credentialId}: deactivate it in the dashboard once ` +
      'nothing uses it',
  );
}
