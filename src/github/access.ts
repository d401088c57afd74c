import type { World } from '../world.js';

/** What it takes to ask GitHub. */
export interface GithubAccess {
  /** Of its environment `GITHUB_API_URL` and `GITHUB_REPOSITORY` are read, which the runner sets. */
  readonly world: Pick<World, 'environment' | 'connect' | 'sleep' | 'now'>;
  readonly token: string;
  readonly signal?: AbortSignal | undefined;
  /** For each request, in milliseconds. */
  readonly deadline?: number | undefined;
  /** In the place of `GITHUB_API_URL`. */
  readonly endpoint?: string | undefined;
}
