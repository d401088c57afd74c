/**
 * @typedef {object} World What a run needs of its surroundings; a test plays it.
 * @property {typeof globalThis.fetch} fetch
 * @property {() => number} now milliseconds
 * @property {(ms: number, signal?: AbortSignal) => Promise<void>} sleep ends early where the signal is aborted
 * @property {(size: number) => Uint8Array} randomBytes
 * @property {(line: string) => void} print
 * @property {(question: string) => Promise<boolean>} ask whether to go on
 * @property {AbortSignal} signal aborted where the run is told to end
 * @property {typeof import('../runner/run-action.js').runAction} runAction
 */
export {};
