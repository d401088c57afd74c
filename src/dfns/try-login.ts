import { ActionError } from '../error.js';
import type { Connection } from './connection.js';
import { type KeyLogin, login, type Session } from './session.js';

export type LoginFinding =
  | { readonly state: 'working'; readonly session: Session }
  | { readonly state: 'refused'; readonly error: ActionError };

/** Finds out whether a Key credential logs in: a refusal is a finding, a fault of the network is thrown. */
export async function tryLogin(connection: Connection, keyLogin: KeyLogin): Promise<LoginFinding> {
  try {
    return { state: 'working', session: await login(connection, keyLogin) };
  } catch (error) {
    if (error instanceof ActionError && refusals.includes(error.code)) return { state: 'refused', error };
    throw error;
  }
}

const refusals = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'DFNS_REFUSED', 'CREDENTIAL_NOT_OFFERED'];
