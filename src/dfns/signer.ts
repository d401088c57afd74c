import type { CredentialSigner } from '@dfns/sdk';
import type { KeyPair } from '../core/key-pair.js';
import type { KeyInKms, SigningKey } from '../core/signing-key.js';
import { type World, whileWaiting } from '../world.js';
import { chooseCredential } from './choose-credential.js';

type Assertion = Awaited<ReturnType<CredentialSigner['sign']>>;
type Challenge = Parameters<CredentialSigner['sign']>[0];

/**
 * The signer of a Key credential, whether its private key is at hand or inside a KMS.
 * @param key may still be on its way: the challenge is asked for meanwhile
 * @param credentialId where it is not known, the one that Dfns offers alone with the challenge
 * @throws ActionError as {@link chooseCredential}, when signing
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
      const credId = chooseCredential(credentialId, challenge);
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
