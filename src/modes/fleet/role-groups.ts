import type { FleetEntry, FleetOptions } from '../../runner/inputs/fleet-options.js';
import type { Options } from '../../runner/inputs/options.js';
import { shardOf } from './shard.js';

/** A role that several accounts of the manifest declare. */
export interface RoleGroup {
  readonly key: string;
  /** Those that list its permissions, in the order of their names. */
  readonly managing: readonly FleetEntry[];
  /** All that hold it by the manifest. */
  readonly names: ReadonlySet<string>;
  /**
   * The shard that makes and changes the role; the others wait for it, since two that both see a role missing would both make it. All shards
   * read one file, so that all come to the same answer without a word between them: the only one whose accounts hold the role, else the
   * first, which a matrix with `max-parallel: 1` runs before the others.
   */
  readonly shard: number;
}

/** Names a role among those of the manifest; `undefined` where the account declares none. */
export function roleKey({ role }: Pick<Options, 'role'>): string | undefined {
  return role && `${role.by} ${role.value}`;
}

/** The roles that are to be brought about before any account: those that several declare, and at least one of them manages. */
export function roleGroups({ entries, shard }: Pick<FleetOptions, 'entries' | 'shard'>): RoleGroup[] {
  const groups = new Map<string, { entry: FleetEntry; place: number }[]>();
  entries.forEach((entry, place) => {
    const key = roleKey(entry.options);
    if (key === undefined) return;
    const group = groups.get(key);
    if (group) group.push({ entry, place });
    else groups.set(key, [{ entry, place }]);
  });
  return [...groups].flatMap(([key, members]) => {
    const managing = members.filter(({ entry }) => entry.options.role?.permissions);
    if (members.length < 2 || managing.length === 0) return [];
    const [only = 1, ...others] = new Set(members.map(({ place }) => shardOf(place, shard)));
    return {
      key,
      managing: managing.map(({ entry }) => entry),
      names: new Set(members.map(({ entry }) => entry.options.name)),
      shard: others.length === 0 ? only : 1,
    };
  });
}
