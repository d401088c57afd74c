import { connect } from '../../dfns/connection.js';
import { loadClient } from '../../dfns/load-client.js';
import { leftToPost } from '../ephemeral.js';
import type { Change } from './change.js';
import { createdId, type Progress } from './progress.js';
import { undo } from './undo.js';

/** Milliseconds: long enough for a few requests, short enough for the seconds that a cancelled job has before it is killed. */
const undoTime = 7_000;

/** Undoes on a connection of its own, since the run's time may be up. @returns whether it came to its end */
export async function undoInTime(progress: Progress, change: Change): Promise<boolean> {
  const { options, client, context } = change;
  const { world, clock, atEnd, pace } = context;
  const controller = new AbortController();
  const stop = world.timer(undoTime, () => controller.abort());
  const connection = connect({
    world,
    apiUrl: options.apiUrl,
    signal: controller.signal,
    clock,
    atEnd,
    pace,
    isUrgent: true,
    requestDeadline: undoTime,
  });
  try {
    const { createClient } = await loadClient();
    await undo(progress, { ...change, connection, client: createClient(connection, client.session) });
    return true;
  } catch {
    context.warn(`what this run did could not all be taken back: ${whatIsLeft(progress, options.ephemeral)}`);
    return false;
  } finally {
    stop();
  }
}

function whatIsLeft({ account }: Progress, isEphemeral: boolean): string {
  if (isEphemeral) return leftToPost;
  const id = createdId(account);
  const left = id ? `the service account ${id} is left, and its token is lost` : 'an account may be left';
  return (
    `${left}; a run with a readable store clears it, without one ` +
    'archive it in the dashboard, or run with on-lost-token: replace'
  );
}
