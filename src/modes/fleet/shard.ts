import type { FleetEntry, FleetOptions } from '../../runner/inputs/fleet-options.js';

/** The entries that this job is to bring about: entry k, from 0, of the names in order is of shard 1 + k mod n. */
export function entriesOfShard({ entries, shard }: Pick<FleetOptions, 'entries' | 'shard'>): FleetEntry[] {
  return entries.filter((_, place) => shardOf(place, shard) === shard.index);
}

export function shardOf(place: number, { count }: FleetOptions['shard']): number {
  return 1 + (place % count);
}
