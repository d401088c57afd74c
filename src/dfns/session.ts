import type { CredentialSigner } from '@dfns/sdk';
import { readClaims, type TokenClaims } from '../core/token-claims.js';
import { ActionError } from '../error.js';
import type { Connection } from './connection.js';
import { BaseAuthApi } from './sdk.js';

/** Who the action acts as, once Dfns knows it. */
export interface Session {
  /** Whether the action logged in itself: then it is an organisation user. */
  readonly isLogin: boolean;
  readonly token: string;
  /** Absent where nothing can sign: such a session only reads. */
  readonly signer?: CredentialSigner;
  readonly claims: TokenClaims;
}

export interface KeyLogin {
  readonly orgId: string;
  readonly username: string;
  readonly signer: CredentialSigner;
  /** The address of the key that signs, where that is in a KMS: for messages. */
  readonly keyAddress?: string | undefined;
}

/** Logs a user in with a Key credential (docs/dfns-api.md, 1.2): two requests, and at the end of the run a third. @throws ActionError */
export async function login(
  connection: Connection,
  { orgId, username, signer, keyAddress }: KeyLogin,
): Promise<Session> {
  const doing = `log in as ${username}${keyAddress ? ` with the key ${keyAddress}` : ''}`;
  const options = connection.sdkOptions();
  const answer = await connection.perform({ doing }, async () => {
    const challenge = await BaseAuthApi.createUserLoginChallenge({ orgId, username }, options);
    const firstFactor = await connection.sign(signer, challenge);
    return BaseAuthApi.createUserLogin({ challengeIdentifier: challenge.challengeIdentifier, firstFactor }, options);
  });
  if (!('token' in answer) || typeof answer.token !== 'string') {
    throw new ActionError(
      'SSO_REQUIRED',
      `could not log in as ${username}: the organisation wants this user to go on through single sign-on`,
      'use an organisation user who logs in with a Key credential alone',
    );
  }
  connection.endLoginWithRun(answer.token);
  const claims = readClaims(answer.token);
  if (claims.issuedAt) connection.clock.confirm(claims.issuedAt);
  return { isLogin: true, token: answer.token, signer, claims };
}

/** Takes a ready token as it is; no request. */
export function readySession(token: string, signer?: CredentialSigner): Session {
  return { isLogin: false, token, claims: readClaims(token), ...(signer && { signer }) };
}
