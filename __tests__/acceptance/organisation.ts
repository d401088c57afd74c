import { generateKeyPairSync } from 'node:crypto';
import type { Simulator } from '../../simulator/index.js';

const publicKey = () => generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Fills an organisation with what is somebody else's: also names that come close to those of this program. */
export function fill({ organisation }: Simulator, prefix = 'dfns-acceptance-000000000000aaaaaa'): void {
  const close = [prefix.slice(0, -1), `${prefix.slice(0, -1)}-q1`, `dfns-acceptance-q1`, `my-${prefix}-story`];
  const names = ['backend', 'dfns-acceptance', ...close, `${prefix.toUpperCase()}-q1`];
  const roles = names.map((name) => organisation.createRole(`${name} role`, ['Wallets:Read']));
  for (const name of names) {
    const role = organisation.createRole(name, ['Wallets:Read']);
    organisation.createServiceAccount(name, {
      publicKey: publicKey(),
      roles: [role.id, ...roles.map(({ id }) => id).slice(0, 1)],
    });
  }
  organisation.createServiceAccount('asleep', { publicKey: publicKey(), active: false });
  organisation.createRole('archived', ['Wallets:Read'], { archived: true });
  organisation.createOidcAccount('federated', 'several-credentials');
  organisation.createUser('jane@example.com', { publicKey: publicKey(), credentialId: 'amFuZQ' });
}

/** Somebody else's account and role under the very prefix of a run, made while it is at work. */
export function addUnderPrefix({ organisation }: Simulator, prefix: string): void {
  for (const name of [`${prefix}x-story`, `${prefix}-mine`, `${prefix}-q1x`]) {
    const role = organisation.createRole(name, ['Wallets:Read']);
    organisation.createServiceAccount(name, { publicKey: publicKey(), roles: [role.id] });
  }
}
