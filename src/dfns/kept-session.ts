import { ActionError } from '../error.js';
import type { Connection } from './connection.js';
import type { Session } from './session.js';

/** A login that outlives its token: renewed once for all that wait, before it ends or when Dfns refuses it. */
export interface KeptSession {
  /** Logged in by the first call. Its token is always the newest. @throws ActionError of the first login */
  readonly session: Promise<Session>;
  /** The same way to Dfns; a call whose login has ended is made again with a new one. */
  readonly connection: Connection;
  /** Why it could not be renewed: nothing more can be done in its name. */
  readonly lost: ActionError | undefined;
}

/** Milliseconds before its end in which a token is not used any more. */
const margin = 15_000;

/** @param logIn called at once, and for each renewal */
export function keepSession(connection: Connection, logIn: () => Promise<Session>): KeptSession {
  let lost: ActionError | undefined;
  let current: Session | undefined;
  let renewing: Promise<Session> | undefined;
  const enter = async () => {
    try {
      current = await logIn();
      return current;
    } catch (error) {
      if (error instanceof ActionError) lost = error;
      throw error;
    }
  };
  const first = enter();
  /** Somebody else may have renewed it meanwhile. */
  const renewed = async (before: Session): Promise<Session> => {
    if (lost) throw lost;
    if (current && current !== before) return current;
    renewing ??= enter().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  const perform: Connection['perform'] = async (operation, call, alreadyDone) => {
    let used = current ?? (await first);
    if (isEnding(used, connection.clock.now())) used = await renewed(used);
    try {
      return await connection.perform(operation, call, alreadyDone);
    } catch (error) {
      const isEnded = error instanceof ActionError && error.code === 'UNAUTHENTICATED' && used.isLogin;
      if (!isEnded) throw error;
      await renewed(used);
      return connection.perform(operation, call, alreadyDone);
    }
  };
  return {
    session: first.then((opened) => newest(() => current ?? opened)),
    connection: { ...connection, perform },
    get lost() {
      return lost;
    },
  };
}

/** Of a token that lives less than a few margins, the last tenth. */
function isEnding({ isLogin, claims: { expiresAt, issuedAt } }: Session, now: Date): boolean {
  if (!isLogin || !expiresAt) return false;
  const life = expiresAt.getTime() - (issuedAt ?? now).getTime();
  return expiresAt.getTime() - now.getTime() <= Math.min(margin, life / 10);
}

function newest(session: () => Session): Session {
  const { isLogin, signer } = session();
  return {
    isLogin,
    ...(signer && { signer }),
    get token() {
      return session().token;
    },
    get claims() {
      return session().claims;
    },
  };
}
