import { untilAborted } from '../network/until-aborted.js';
import type { Store } from './store.js';

/**
 * A store whose every operation ends with the run. The clouds' clients look for credentials by ways of their own (a program, a file, the
 * machine's metadata address), and none of those hears of our signal.
 */
export function endingWith(store: Store, signal: AbortSignal | undefined): Required<Store> {
  return {
    target: store.target,
    readable: store.readable,
    read: () => untilAborted(store.read(), signal),
    readCurrent: () => untilAborted(store.readCurrent(), signal),
    putPending: (...given) => untilAborted(store.putPending(...given), signal),
    putCurrent: (...given) => untilAborted(store.putCurrent(...given), signal),
    removePending: (...given) => untilAborted(store.removePending(...given), signal),
    refuseLackOfRoom: (names) => store.refuseLackOfRoom?.(names),
    clear: () => untilAborted(store.clear(), signal),
  };
}
