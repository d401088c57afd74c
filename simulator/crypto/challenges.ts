import { randomBytes } from 'node:crypto';
import { badRequest, forbidden, notAuthorized } from '../http/errors.js';
import { newId } from '../organisation/ids.js';
import type { Credential } from '../organisation/state.js';
import type { Store } from '../organisation/store.js';
import { fromBase64url, fromBase64urlJson, isSignedBy } from './keys.js';

/** What a user action is bound to; docs/dfns-api.md, 1.3. */
export interface Binding {
  readonly method: string;
  readonly path: string;
  readonly payload: string;
}

export type Purpose = 'login' | 'action' | 'registration' | 'user-registration';

export interface Challenge {
  readonly purpose: Purpose;
  readonly challenge: string;
  readonly challengeIdentifier: string;
  readonly identityId: string;
  readonly expiresAt: number;
  readonly binding?: Binding;
  /** The code that a registration began with. */
  readonly code?: string;
}

interface UserAction {
  readonly identityId: string;
  /** Of the login that it was signed in. */
  readonly loginId: string | undefined;
  readonly binding: Binding;
  readonly expiresAt: number;
  isUsed: boolean;
}

export interface FirstFactor {
  readonly kind: string;
  readonly credentialAssertion?: { readonly credId: string; readonly clientData: string; readonly signature: string };
}

/** Both live 15 minutes [DOC for challenges, UNK for user actions]. */
const lifeMs = 15 * 60 * 1000;

/** The challenges that wait for a signature, and the user actions that were signed; each works once. */
export class Challenges {
  private readonly open = new Map<string, Challenge>();
  private readonly actions = new Map<string, UserAction>();

  constructor(private readonly store: Store) {}

  issue(purpose: Purpose, identityId: string, extra: Pick<Challenge, 'binding' | 'code'> = {}): Challenge {
    const expiresAt = this.store.clock.now() + lifeMs;
    const challengeIdentifier = this.store.tokens.signed({ jti: newId('ch'), exp: Math.floor(expiresAt / 1000) });
    const challenge = randomBytes(32).toString('base64url');
    const issued = { purpose, challenge, challengeIdentifier, identityId, expiresAt, ...extra };
    this.open.set(challengeIdentifier, issued);
    return issued;
  }

  /** Takes a challenge out: whatever comes of it, it cannot be used again. */
  take(purpose: Purpose, challengeIdentifier: string): Challenge {
    const challenge = this.open.get(challengeIdentifier);
    if (challenge?.purpose !== purpose) throw badRequest('Challenge token is not valid.');
    this.open.delete(challengeIdentifier);
    if (challenge.expiresAt <= this.store.clock.now()) throw badRequest('Challenge token is not valid.');
    return challenge;
  }

  /** A user action that proves the signature of exactly this request. */
  authorise(identityId: string, binding: Binding, loginId?: string): string {
    const expiresAt = this.store.clock.now() + lifeMs;
    const userAction = this.store.tokens.signed({ jti: newId('ua'), exp: Math.floor(expiresAt / 1000) });
    this.actions.set(userAction, { identityId, loginId, binding, expiresAt, isUsed: false });
    return userAction;
  }

  /** Uses a user action up, for a request that must be the one that was signed. */
  redeem(
    userAction: string | undefined,
    identityId: string,
    sent: Binding & { readonly query: URLSearchParams },
  ): void {
    const action = userAction === undefined ? undefined : this.actions.get(userAction);
    const isLive = action && action.identityId === identityId && action.expiresAt > this.store.clock.now();
    if (!isLive) throw forbidden('user action signature is missing or invalid');
    if (action.isUsed) throw badRequest('user action has already been used');
    action.isUsed = true;
    const { binding } = action;
    const isSame = binding.method === sent.method && this.isSamePath(binding.path, sent);
    if (!isSame || !this.isSamePayload(binding.payload, sent.payload))
      throw forbidden('user action signature is missing or invalid');
  }

  /** Forgets what one login signed and did not use, or every login of the same user. */
  endLogins(identityId: string, loginId?: string): void {
    for (const [userAction, action] of this.actions) {
      const isMeant = action.identityId === identityId && (loginId === undefined || action.loginId === loginId);
      if (isMeant) this.actions.delete(userAction);
    }
  }

  private isSamePath(signed: string, { path, query }: { path: string; query: URLSearchParams }): boolean {
    if (signed === path) return true;
    return this.store.switches.signedQuery === 'accepted' && signed === `${path}?${query}`;
  }

  private isSamePayload(signed: string, sent: string): boolean {
    if (signed === sent) return true;
    const { emptyPayload } = this.store.switches;
    if (emptyPayload === 'same' && [signed, sent].every((text) => text === '' || text === '{}')) return true;
    if (this.store.switches.payloadCheck === 'raw') return false;
    try {
      return JSON.stringify(sorted(JSON.parse(signed))) === JSON.stringify(sorted(JSON.parse(sent)));
    } catch {
      return false;
    }
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

/** Refuses an assertion unless a credential of the signer signed exactly this challenge; docs/dfns-api.md, 2. */
export function requireSignature(
  credentials: readonly Credential[],
  { challenge }: Challenge,
  factor: FirstFactor,
): void {
  const { kind, credentialAssertion: assertion } = factor;
  if (kind !== 'Key' || !assertion) throw badRequest('this simulator knows credentials of kind Key only');
  const credential = credentials.find(({ credentialId, isActive }) => isActive && credentialId === assertion.credId);
  if (!credential) throw notAuthorized('User does not have a credential that can be used for the application.');
  const data = requireClientData(assertion.clientData, 'key.get', challenge);
  const signature = fromBase64url(assertion.signature, 'signature');
  if (!isSignedBy(credential.key, data, signature)) throw notAuthorized();
}

const optionalMembers = new Set(['type', 'challenge', 'origin', 'crossOrigin']);

/** Client data names its purpose and its challenge; `origin` and a false `crossOrigin` may stand beside; docs/dfns-api.md, 2. */
export function requireClientData(text: string, type: 'key.get' | 'key.create', challenge: string): Buffer {
  const { bytes, value } = fromBase64urlJson(text, 'clientData');
  const isKnown = Object.keys(value).every((name) => optionalMembers.has(name)) && value.crossOrigin !== true;
  if (value.type !== type || !isKnown) throw badRequest('clientData is not valid');
  if (value.challenge !== challenge) throw badRequest('clientData is not for this challenge');
  return bytes;
}
