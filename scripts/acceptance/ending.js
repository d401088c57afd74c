import { clear, findWithoutRecord } from './clearing.js';
import { shortened } from './dfns.js';
import { Refused } from './refused.js';
import { redacted, secretsOf, withoutIds } from './report.js';

/** Also where the run was told to end, and then not for long: each request has its deadline, and so has the whole. */
export async function clearUp({ dfns, record, door }, world) {
  door.isClearing = true;
  const late = AbortSignal.timeout(longestClearingMs);
  const expired = new Promise((resolve) =>
    late.addEventListener('abort', () => resolve(['the time for clearing up is over'])),
  );
  try {
    const left = await Promise.race([clear(dfns, record), expired]);
    if (record.entries.length > 0) world.print(`${record.path} tells --clean what is left.`);
    return left;
  } catch (error) {
    world.print(`Not cleared (${error.message}); ${record.path} tells --clean what is left.`);
    return [`all that ${record.path} names: ${error.message}`];
  }
}

const longestClearingMs = 90_000;

/** What a dead run left, as `--clean` clears it. @returns {Promise<number>} exit code */
export async function cleanUp(settings, world, { record, isLeft, door, dfns }) {
  door.isClearing = true;
  const unread = isLeft ? [] : await findWithoutRecord(dfns, record, settings.prefix);
  for (const kind of unread)
    world.print(`Whether there is a ${kind} to clear is not known: the provisioner may not read them.`);
  // A provisioner need not read policies, and without --with-policies there are none.
  const isBlind = unread.some((kind) => kind !== 'policy');
  if (record.entries.length === 0) {
    world.print(unread.length > 0 ? 'There is nothing else to clear.' : 'There is nothing to clear.');
    record.end();
    return isBlind ? 1 : 0;
  }
  world.print(
    isLeft
      ? `By ${settings.record} this clears:`
      : 'There is no record. By the exact form of their names, these are of runs of this program:',
  );
  for (const { kind, names, id } of record.entries) world.print(`  ${kind} ${names.at(-1) ?? shortened(id ?? '')}`);
  if (!settings.yes && !(await world.ask('Clear these?')))
    throw new Refused('nothing was cleared: it was not agreed to');
  const left = await clear(dfns, record);
  for (const what of left) world.print(`Left: ${withoutIds(redacted(what, secretsOf(settings, door)), door.ids)}`);
  world.print(left.length === 0 ? 'All is cleared.' : `${left.length} left.`);
  return left.length === 0 && !isBlind ? 0 : 1;
}
