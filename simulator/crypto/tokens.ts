import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import type { Clock } from '../organisation/clock.js';
import { newId } from '../organisation/ids.js';
import type { Switches } from '../switches.js';

export type TokenKind = 'Token' | 'ServiceAccount' | 'Pat' | 'Temp';

/** What the server knows of a token that it gave out. */
export interface IssuedToken {
  readonly tokenId: string;
  readonly kind: TokenKind;
  /** Whose token it is: the id of a user, of a service account, or of a personal access token. */
  readonly identityId: string;
  expiresAt: number;
}

interface Subject {
  readonly kind: TokenKind;
  readonly identityId: string;
  readonly userId: string;
  readonly username: string;
  readonly tokenId?: string;
  readonly expiresAt: number;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs and reads the JWTs of one organisation: EdDSA, with the claims of docs/dfns-api.md, 3. */
export class Tokens {
  private readonly keys = generateKeyPairSync('ed25519');
  private readonly issued = new Map<string, IssuedToken>();

  constructor(
    private readonly orgId: string,
    private readonly clock: Clock,
    private readonly switches: Switches,
  ) {}

  issue(subject: Subject): { token: string; tokenId: string } {
    const { kind, identityId, userId, username, expiresAt, tokenId = newId('to') } = subject;
    const token = this.switches.opaqueTokens
      ? randomBytes(48).toString('base64url')
      : this.signed({
          iss: this.switches.tokenIssuer,
          aud: this.switches.tokenAudience,
          sub: this.orgId,
          jti: newId('to'),
          exp: Math.floor(expiresAt / 1000),
          'https://custom/username': username,
          'https://custom/app_metadata': { orgId: this.orgId, tenantId: this.orgId, userId, tokenId, tokenKind: kind },
        });
    this.issued.set(token, { tokenId, kind, identityId, expiresAt });
    return { token, tokenId };
  }

  /** A JWT with these claims and the time of signing. */
  signed(claims: Record<string, unknown>): string {
    const payload = { iat: Math.floor(this.clock.now() / 1000), ...claims };
    const content = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode(payload)}`;
    return `${content}.${sign(null, Buffer.from(content), this.keys.privateKey).toString('base64url')}`;
  }

  /** The token's record, or undefined where it was never issued, was tampered with, or has expired. */
  read(token: string): IssuedToken | undefined {
    const record = this.issued.get(token);
    if (!record || record.expiresAt <= this.clock.now()) return undefined;
    return !token.includes('.') || this.isSigned(token) ? record : undefined;
  }

  /** Ends a token's life now, as if its `exp` had come. */
  expire(token: string): void {
    const record = this.issued.get(token);
    if (!record) throw new Error('this simulator never issued that token');
    record.expiresAt = this.clock.now();
  }

  /** Ends one login, or every login of the same user; those tokens are refused from now on. */
  endLogins(identityId: string, tokenId?: string): void {
    for (const record of this.issued.values()) {
      const isMeant = record.kind === 'Token' && record.identityId === identityId;
      if (isMeant && (tokenId === undefined || record.tokenId === tokenId)) record.expiresAt = this.clock.now();
    }
  }

  private isSigned(token: string): boolean {
    const [header, payload, signature = ''] = token.split('.');
    return verify(null, Buffer.from(`${header}.${payload}`), this.keys.publicKey, Buffer.from(signature, 'base64url'));
  }
}
