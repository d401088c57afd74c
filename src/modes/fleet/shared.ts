import type { Context, Result } from '../context.js';
import type { Scene } from '../observe/scene.js';
import type { SharedContext } from './account-context.js';
import type { Look } from './look.js';
import type { OrganisationIndex } from './organisation-index.js';
import type { SharedRoles } from './shared-roles.js';

/** Brings one account about: the mode of the run. */
export type Bring = (scene: Scene, context: Context) => Promise<Result>;

/** What the accounts of a run share. */
export interface Shared extends Pick<Look, 'connection'> {
  readonly bring: Bring;
  readonly context: SharedContext;
  /** What is known before any account is changed; absent without a provisioner. */
  readonly ready: Promise<Ready> | undefined;
}

export interface Ready {
  readonly index: OrganisationIndex;
  readonly roles: SharedRoles;
}
