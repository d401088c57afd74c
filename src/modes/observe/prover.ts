import type { KeyPair } from '../../core/key-pair.js';
import { canSign, type KmsKeyReference, type KnownKey, membersOfKey, type SigningKey } from '../../core/signing-key.js';
import type { KnownCredential } from '../../core/stored-credential.js';
import type { Connection } from '../../dfns/connection.js';
import { keySigner } from '../../dfns/signer.js';
import { isRefusal, type Proof, prove } from '../../dfns/verify-credential.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Context } from '../context.js';
import type { KmsKeys } from '../keys/kms-keys.js';
import { isLost, lostKey, otherKeyAt } from '../keys/lost-key.js';
import { refuseOtherOrganisation } from './organisation.js';

/** A credential whose key, where it is in a KMS, was looked up there. */
export type OpenedCredential = Omit<KnownCredential, 'key'> & { readonly key?: KnownKey };

/** What was found of the credentials that are known of an account, in stores and inputs. */
export type Finding =
  | { readonly state: 'none' }
  /** None works; this is the first of those that Dfns refused. */
  | { readonly state: 'refused'; readonly known: OpenedCredential; readonly error: ActionError }
  | { readonly state: 'working'; readonly known: OpenedCredential; readonly proof: Proof };

/** Proves credentials, each once and all at the same time. */
export type Prover = (known: KnownCredential) => Promise<Finding>;

type ProverOptions = Pick<Options, 'orgId' | 'key' | 'mode'>;
type ProverContext = Pick<Context, 'kms' | 'warn'>;

/** A refusal is a finding; a fault of the network, or of a KMS, is thrown. */
export function prover(connection: Connection, options: ProverOptions, context: ProverContext): Prover {
  const begun = new Map<string, Promise<Finding>>();
  return async (known) => {
    const { token, key, credentialId, target } = known;
    const identity = JSON.stringify([token, membersOfKey(key), credentialId]);
    const finding = begun.get(identity) ?? proveOne(connection, known, options, context);
    begun.set(identity, finding);
    const found = await finding;
    if (found.state === 'none') return found;
    const { target: _, ...rest } = found.known;
    return { ...found, known: { ...rest, ...(target !== undefined && { target }) } };
  };
}

async function proveOne(
  connection: Connection,
  known: KnownCredential,
  { orgId, key: declared, mode }: ProverOptions,
  context: ProverContext,
): Promise<Finding> {
  const { token, credentialId, key, ...rest } = known;
  const proveWith = async (signing: SigningKey | Promise<SigningKey> | undefined, opened?: KnownKey) => {
    const signer = signing && keySigner(connection.world, signing, credentialId);
    const identified = { token, ...(credentialId && { credentialId }) };
    const finding = await findingOf(connection, orgId, { ...identified, ...(signer && { signer }) });
    return { ...finding, known: { ...rest, ...identified, ...(opened && { key: opened }) } } as Finding;
  };
  if (!('kms' in declared) && !needsOpening(key)) {
    // The outputs and the stores need the public key; exporting it takes milliseconds, so it is done while we wait.
    connection.world.meanwhile(() => key?.fingerprint);
    return proveWith(canSign(key) ? key : undefined, key);
  }
  return proveInKms(known, proveWith, { declared, mode }, context);
}

/** A key that is in a KMS, or is to be in one: the address that is kept, and the one of the input, are looked up while Dfns is asked. */
async function proveInKms(
  { key }: KnownCredential,
  proveWith: (signing?: Promise<SigningKey>) => Promise<Finding>,
  { declared, mode }: { readonly declared: Options['key']; readonly mode: Options['mode'] },
  { kms, warn }: ProverContext,
): Promise<Finding> {
  // A run that can give the account another key needs the token alone.
  const canChange = mode === 'rotate' || (mode === 'ensure' && 'kms' in declared);
  const opening = openKey(key, declared, kms);
  const finding = await proveWith(opening.then(signingKey)).catch(ifLost);
  const { key: opened, isGuess, lost: lostBefore } = await opening;
  if (finding.state === 'lost' && isGuess) throw finding.error;
  const found = lostBefore ?? (finding.state === 'lost' ? finding.error : undefined);
  const lost = found && lostKey(found);
  if (lost && canChange) warn(lost.message);
  if (finding.state === 'lost') {
    if (!canChange && mode !== 'validate') throw lost;
    const alone = await proveWith();
    return canChange || alone.state !== 'working' || !lost ? alone : { ...alone, state: 'refused', error: lost };
  }
  if (finding.state === 'none' || opened === undefined) return finding;
  const known = { ...finding.known, key: opened };
  if (finding.state === 'working' || finding.error.code !== 'KEY_NOT_OF_TOKEN' || !('address' in opened))
    return { ...finding, known };
  const error = lost ?? otherKeyAt(opened.address, finding.error);
  if (!canChange || !(isGuess || needsOpening(key))) return { ...finding, known, error };
  if (!isGuess) warn(error.message);
  return proveWith();
}

function needsOpening(key: KnownCredential['key']): key is KmsKeyReference {
  return key !== undefined && !('fingerprint' in key);
}

async function findingOf(
  connection: Connection,
  orgId: string | undefined,
  credential: Parameters<typeof prove>[1],
): Promise<{ state: 'working'; proof: Proof } | { state: 'refused'; error: ActionError }> {
  try {
    const proof = await prove(connection, credential);
    refuseOtherOrganisation(orgId, proof.orgId, 'the token of the service account');
    return { state: 'working', proof };
  } catch (error) {
    if (isRefusal(error)) return { state: 'refused', error };
    throw error;
  }
}

interface Opened {
  /** What is to sign; absent where that is lost. */
  readonly key?: SigningKey;
  /** Whether it is the key of the input alone. */
  readonly isGuess: boolean;
  /** Why the key that signed until now signs no more. */
  readonly lost?: ActionError;
}

async function openKey(key: KnownCredential['key'], declared: Options['key'], kms: KmsKeys): Promise<Opened> {
  // First: as a rule it is the one that the document names, which then need not be looked up.
  const opened = 'kms' in declared ? await kms.open(declared.kms) : undefined;
  if (!needsOpening(key)) return choice(key as KeyPair | undefined, opened);
  const own = await kms.open(key).catch(ifLost);
  if (!('state' in own)) return choice(own, opened);
  return { ...(opened && { key: opened }), isGuess: opened !== undefined, lost: own.error };
}

function choice(own: SigningKey | undefined, opened: SigningKey | undefined): Opened {
  if (!opened) return { ...(own && { key: own }), isGuess: false };
  // Of one key in two places the one that the workflow names is kept from now on, so that it must be the one that signs.
  if (own && own.fingerprint !== opened.fingerprint && canSign(own)) return { key: own, isGuess: false };
  return { key: opened, isGuess: own === undefined };
}

function signingKey({ key, lost }: Opened): SigningKey {
  if (!key) throw lost;
  return key;
}

function ifLost(error: unknown): { state: 'lost'; error: ActionError } {
  if (error instanceof ActionError && isLost(error)) return { state: 'lost', error };
  throw error;
}
