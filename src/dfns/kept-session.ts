import { ActionError } from '../error.js';
import type { Connection } from './connection.js';
import type { Session } from './session.js';

/** A login that outlives its token: renewed once for all that wait, before it ends or when Dfns refuses it. */
export interface KeptSession {
  /** Its token is always the newest. */
  readonly session: Session;
  /** The same way to Dfns; a call whose login has ended is made again with a new one. */
  readonly connection: Connection;
  /** Why it could not be renewed: nothing more can be done in its name. */
  readonly lost: ActionError | undefined;
}

/** Milliseconds before its end in which a token is not used any more. */
const margin = 15_000;

/** @param logIn called at once, and for each renewal @throws ActionError of the first login */
export async function keepSession(connection: Connection, logIn: () => Promise<Session>): Promise<KeptSession> {
  let current = await logIn();
  let lost: ActionError | undefined;
  let renewing: Promise<void> | undefined;
  const renew = async () => {
    try {
      current = await logIn();
    } catch (error) {
      if (error instanceof ActionError) lost = error;
      throw error;
    }
  };
  const renewOnce = (token: string) => {
    if (lost) throw lost;
    // Somebody else has renewed it meanwhile.
    if (token !== current.token) return undefined;
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  const isEnding = () => {
    const { expiresAt, issuedAt } = current.claims;
    if (!current.isLogin || !expiresAt) return false;
    // Of a token that lives less than a few margins, the last tenth.
    const life = expiresAt.getTime() - (issuedAt ?? connection.clock.now()).getTime();
    return expiresAt.getTime() - connection.clock.now().getTime() <= Math.min(margin, life / 10);
  };
  const perform: Connection['perform'] = async (operation, call, alreadyDone) => {
    if (isEnding()) await renewOnce(current.token);
    const { token } = current;
    try {
      return await connection.perform(operation, call, alreadyDone);
    } catch (error) {
      const isEnded = error instanceof ActionError && error.code === 'UNAUTHENTICATED' && current.isLogin;
      if (!isEnded) throw error;
      await renewOnce(token);
      return connection.perform(operation, call, alreadyDone);
    }
  };
  return {
    session: {
      get isLogin() {
        return current.isLogin;
      },
      get token() {
        return current.token;
      },
      get claims() {
        return current.claims;
      },
      ...(current.signer && { signer: current.signer }),
    },
    connection: { ...connection, perform },
    get lost() {
      return lost;
    },
  };
}
