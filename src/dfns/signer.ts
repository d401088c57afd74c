import type { CredentialSigner } from '@dfns/sdk';
import type { KeyPair } from '../core/key-pair.js';
import type { KeyInKms, SigningKey } from '../core/signing-key.js';
import { ActionError } from '../error.js';
import { type World, whileWaiting } from '../world.js';
import { allowedCredentials } from './challenge-responses.js';

type Assertion = Awaited<ReturnType<CredentialSigner['sign']>>;
type Challenge = Parameters<CredentialSigner['sign']>[0];

/**
 * The signer of a Key credential, whether its private key is at hand or inside a KMS.
 * @param key may still be on its way: the challenge is asked for meanwhile
 * @param credentialId where it is not known, the one that Dfns offers with the challenge: a service account has no other
 * @throws ActionError `CREDENTIAL_NOT_OFFERED` when signing, where Dfns does not offer the credential
 */
export function keySigner(
  world: Pick<World, 'meanwhile'>,
  key: SigningKey | Promise<SigningKey>,
  credentialId?: string,
): CredentialSigner {
  // Whoever signs gets its error.
  if (key instanceof Promise) key.catch(() => undefined);
  const signPair = key instanceof Promise || 'sign' in key ? undefined : pairSigner(world, key);
  return {
    async sign(challenge) {
      const offered = allowedCredentials(challenge);
      const credId = credentialId ?? offered[0];
      if (credId === undefined || !offered.includes(credId)) throw notOffered(credentialId, offered);
      const opened = await key;
      if ('sign' in opened) return signInKms(opened, credId, challenge);
      return (signPair ?? pairSigner(world, opened))(credId, challenge);
    },
  };
}

function pairSigner(world: Pick<World, 'meanwhile'>, { privateKey }: KeyPair) {
  // The package brings the index of the SDK along: fifteen clients to parse.
  const keysigner = whileWaiting(world, () => import('@dfns/sdk-keysigner'));
  return async (credId: string, challenge: Challenge): Promise<Assertion> => {
    const { AsymmetricKeySigner } = await keysigner();
    return new AsymmetricKeySigner({ credId, privateKey }).sign(challenge);
  };
}

/** What the SDK's signer of a private key does, with the signature of a KMS (docs/dfns-api.md, 2). */
async function signInKms(key: KeyInKms, credId: string, { challenge }: Challenge): Promise<Assertion> {
  const clientData = Buffer.from(JSON.stringify({ type: 'key.get', challenge }));
  const signature = (await key.sign(clientData)).toString('base64url');
  return {
    kind: 'Key',
    credentialAssertion: { credId, clientData: clientData.toString('base64url'), signature },
  };
}

function notOffered(credentialId: string | undefined, offered: readonly string[]): ActionError {
  return new ActionError(
    'CREDENTIAL_NOT_OFFERED',
    `Dfns does not accept the credential ${credentialId ?? '(none given)'} for this identity; it offers ${offered.join(', ') || 'no Key credential'}`,
    'check the credential id, and that the Key credential is active and belongs to this user',
  );
}
