import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, type KMSClientConfig, SignCommand } from '@aws-sdk/client-kms';
import {
  AWS_LOGIN,
  AWS_NOT_LOGGED_IN,
  awsConfiguration,
  awsErrorName,
  awsHandler,
  awsProfile,
  awsStatus,
} from '../clouds/aws.js';
import type { AwsKey } from '../core/kms-address.js';
import type { ActionError } from '../error.js';
import { FOREIGN } from '../network/foreign-answer.js';
import { NoResponse } from '../network/http.js';
import { pinned } from './address.js';
import { commonFault, type Fault, failed, kmsError, notEnabled, senseless, unusable } from './fault.js';
import { kindOf } from './judge.js';
import type { KeyOfProvider, KmsSettings, Version } from './kms.js';

type Handler = Exclude<KMSClientConfig['requestHandler'], undefined | Record<string, unknown>>;
type Doing = 'GetPublicKey' | 'Sign';

const ALGORITHMS = {
  rsa: 'RSASSA_PKCS1_V1_5_SHA_256',
  p256: 'ECDSA_SHA_256',
  ed25519: 'ED25519_SHA_512',
} as const;

/**
 * AWS KMS by its own client: it knows the partitions, and that "throttled" comes with HTTP 400. What signs is the ARN that came with the
 * public key, since an alias may name another key between two requests.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
 */
export function openAwsKey(address: AwsKey, settings: KmsSettings): KeyOfProvider {
  const client = clientOf(address, settings);
  return { resolve: () => resolve(address, client, settings.environment) };
}

function clientOf(address: AwsKey, { world, environment, signal, deadline }: KmsSettings): KMSClient {
  return new KMSClient({
    ...awsConfiguration(address, 'KMS', environment),
    requestHandler: awsHandler(world.connect({ signal, deadline })) as unknown as Handler,
  });
}

async function resolve(address: AwsKey, client: KMSClient, environment: KmsSettings['environment']): Promise<Version> {
  const ask = <T>(doing: Doing, call: () => Promise<T>) =>
    call().catch((error: unknown) => {
      throw faultOf(address, doing, error, environment);
    });
  const command = new GetPublicKeyCommand({ KeyId: address.key });
  const { KeyId: arn, PublicKey, KeyUsage, KeySpec } = await ask('GetPublicKey', () => client.send(command));
  if (arn === undefined || !/^arn:[a-z-]+:kms:[^:]+:\d+:key\/[\w-]+$/.test(arn))
    throw senseless(address, "a key's ARN");
  if (PublicKey === undefined) throw senseless(address, 'a public key');
  if (KeyUsage !== undefined && KeyUsage !== 'SIGN_VERIFY') throw unusable(address, `its usage is ${KeyUsage}`);
  const publicKey = readDer(address, PublicKey, KeySpec);
  const kind = kindOf(publicKey);
  if (kind === undefined) throw unusable(address, `it is of the spec ${KeySpec ?? publicKey.asymmetricKeyType}`);
  return {
    pinned: pinned(address, arn),
    publicKey,
    warnings: [],
    async sign(data) {
      const sign = new SignCommand({
        KeyId: arn,
        Message: data,
        MessageType: 'RAW',
        SigningAlgorithm: ALGORITHMS[kind],
      });
      return Buffer.from((await ask('Sign', () => client.send(sign))).Signature ?? []);
    },
  };
}

/** Node knows not every kind of key that AWS has. */
function readDer(address: AwsKey, der: Uint8Array, spec: string | undefined) {
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  } catch {
    throw unusable(address, `it is of the spec ${spec ?? 'that this action does not know'}`);
  }
}

function faultOf(address: AwsKey, doing: Doing, error: unknown, environment: KmsSettings['environment']): ActionError {
  const common = commonFault(address, error, ' The region is part of the host name: check ?region= or AWS_REGION.');
  if (common !== undefined) return common;
  const name = awsErrorName(error);
  const status = awsStatus(error);
  // The client finds no name of an error in what answered: that was not AWS.
  if (/^Unknown/.test(name) && status < 500) {
    return (
      commonFault(address, new NoResponse(`${FOREIGN}${status}, no error of AWS`, 'AWS KMS')) ??
      failed(address, doing, status)
    );
  }
  const state = stateOf(name, error);
  if (state !== undefined) return notEnabled(address, state);
  if (name === 'UnsupportedOperationException' || name === 'InvalidKeyUsageException') {
    return unusable(address, `it has no public key, or is not for signing (${name})`);
  }
  const fault =
    error instanceof Error && error.message.startsWith('Region is missing')
      ? noRegion
      : explain(name, doing, environment);
  if (fault === undefined) return failed(address, `${doing}${name === '' ? '' : ` with ${name}`}`, status);
  return kmsError(address, { ...fault, detail: `${name}${status === 0 ? '' : `, HTTP ${status}`}` });
}

/** AWS names the state in its message alone; only a word that we know is taken from it. */
function stateOf(name: string, error: unknown): string | undefined {
  if (name === 'DisabledException') return 'is disabled';
  if (name !== 'KMSInvalidStateException') return undefined;
  const said = error instanceof Error ? error.message : '';
  const state = /pending (deletion|import|replica deletion)|disabled|creating|updating|unavailable/i.exec(said)?.[0];
  return `cannot be used in its state${state === undefined ? '' : ` (${state.toLowerCase()})`}`;
}

const noRegion: Fault = {
  code: 'KMS_NOT_LOGGED_IN',
  what: 'has no AWS region',
  cure: `Add ?region= to the address. ${AWS_LOGIN}`,
};

function explain(name: string, doing: Doing, environment: KmsSettings['environment']): Fault | undefined {
  if (AWS_NOT_LOGGED_IN.test(name)) {
    return {
      code: 'KMS_NOT_LOGGED_IN',
      what: `got no valid AWS credentials (${name})${awsProfile(environment)}`,
      cure: AWS_LOGIN,
    };
  }
  if (/^(AccessDenied|NotAuthorized)/.test(name)) {
    const cure = `Allow the AWS identity kms:GetPublicKey and kms:Sign on this key: in its own policy, and in the key's policy where that does not leave it to IAM.`;
    return { code: 'KMS_DENIED', what: `denied kms:${doing} (${name})`, cure };
  }
  if (name === 'NotFoundException') {
    const cure = 'Check the id or alias, the account and the region (?region= or AWS_REGION).';
    return { code: 'KMS_NOT_FOUND', what: 'does not exist in this account and region', cure };
  }
  return undefined;
}
