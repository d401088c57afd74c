import { defined } from '../../core/defined.js';
import type { CredentialState } from '../../core/desired.js';
import { canSign } from '../../core/signing-key.js';
import { tidyToken } from '../../core/tidy-text.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Context } from '../context.js';
import { expectedOf, refuseOthers } from '../credential-stores/guards.js';
import type { CredentialStores } from '../credential-stores/stores.js';
import { refuseNotPassed } from './passed-secrets.js';
import type { Finding, Prover } from './prover.js';

/** Reads the stores, and refuses what is not ours there: before any token is sent. @throws ActionError as {@link refuseOthers} */
export async function readCheckedStores(options: Options, stores: CredentialStores): Promise<void> {
  await stores.read();
  await refuseOthers(stores.contents, expectedOf(options));
}

/** Asks Dfns, or GitHub, once what the stores hold is known; at once where none of them shows that. */
export async function afterReading<T>(
  stores: CredentialStores,
  reading: Promise<void>,
  ask: () => Promise<T>,
): Promise<T> {
  if (stores.isReadable) await reading;
  return ask();
}

/**
 * Proves what the stores and the inputs hold. The first that works is the account's, stores before inputs; where none does, the first
 * that was refused says why.
 * @param prove called for each; a run of many accounts has its own
 * @param reading of the stores: nothing is asked of Dfns before what is there is known, where that can be known
 * @param whenNoneIsKnown called as soon as it is clear that there is nothing to prove
 */
export async function findCredential(
  options: Options,
  prove: Prover,
  stores: CredentialStores,
  reading: Promise<void>,
  whenNoneIsKnown?: () => void,
): Promise<Finding> {
  const { credential } = options;
  const given = credential ? [credential] : [];
  // Begun while the stores are asked that show nothing of what they hold.
  if (!stores.isReadable) for (const early of given.map(prove)) early.catch(() => undefined);
  await reading;
  const known = [...stores.credentials, ...given];
  if (known.length === 0) {
    refuseNotPassed(options, stores.contents);
    whenNoneIsKnown?.();
  }
  return choose(await Promise.all(known.map(prove)));
}

/** Prefers, of two places with the same token, the one that has the key too: it is the whole credential. */
export function choose(findings: readonly Finding[]): Finding {
  const working = findings.filter((finding) => finding.state === 'working');
  const [first] = working;
  const whole = working.find(({ known }) => known.token === first?.known.token && canSign(known.key));
  return whole ?? first ?? findings[0] ?? { state: 'none' };
}

/** A token alone reads and signs nothing: the loss of its key is reported while the token still works. */
export function warnOfMissingKeys(
  finding: Finding,
  { key }: Pick<Options, 'key'>,
  stores: CredentialStores,
  { warn }: Pick<Context, 'warn'>,
): void {
  if (finding.state !== 'working' || !('type' in key)) return;
  const { token, key: known } = finding.known;
  for (const { target, current } of stores.contents) {
    const document = current?.document;
    if (!document || tidyToken(document.DFNS_AUTH_TOKEN ?? '') !== token) continue;
    if (document.DFNS_PRIVATE_KEY?.trim() || document.DFNS_KEY) continue;
    warn(
      `${target} holds the token without its private key (DFNS_PRIVATE_KEY), and nothing can be signed without it: ` +
        (canSign(known)
          ? 'it is known from elsewhere, and a run with mode: ensure puts it back'
          : 'put it back; where it is lost, mode: rotate gives the account a new one; where it is held elsewhere, give public-key'),
    );
  }
}

/** The finding as the planner takes it. */
export function credentialState(finding: Finding): CredentialState {
  switch (finding.state) {
    case 'none':
      return finding;
    case 'refused':
      return { state: 'refused', why: finding.error.message, tokenRefused: finding.error.code === 'TOKEN_REFUSED' };
    case 'working': {
      const { userId, credentialId } = finding.proof;
      return { state: 'working', ...defined({ userId, credentialId }) };
    }
  }
}
