import type { AccountOutcome, FleetOutcome } from '../../core/fleet-outcome.js';
import { byUrgency } from '../../core/fleet-urgency.js';
import { ActionError } from '../../error.js';

/** As many are named in the error of the run; the summary lists all. */
const named = 5;

/** The one error of a run over many accounts; `undefined` where all are as they should be. @param ended why the run ended early */
export function failureOf(
  { accounts, pruned, manifest }: FleetOutcome,
  ended: ActionError | undefined,
): ActionError | undefined {
  const all = [...accounts, ...pruned];
  const failed = all.filter(({ error }) => error).sort(byUrgency);
  const missed = all.filter(({ status, error }) => !status && !error).length;
  if (
    ended &&
    !['TIMED_OUT', 'CANCELLED', 'UNAUTHENTICATED'].includes(ended.code) &&
    missed === 0 &&
    failed.length === 0
  )
    return ended;
  if (ended) return endedEarly(ended, { of: all.length, missed, failed: failed.length });
  if (failed.length === 0) return undefined;
  const shown = failed.slice(0, named).map(describe);
  const more = failed.length > named ? `; and ${failed.length - named} more` : '';
  return new ActionError(
    'FLEET_FAILED',
    `${failed.length} of ${counted(all.length)} of ${manifest} failed: ${shown.join('; ')}${more}`,
    failed.length === 1
      ? `${failed[0]?.error?.cure}; the others are done`
      : 'see the summary for what to do about each, the most urgent first; the others are done, and a run after that does what is missing',
  );
}

function describe({ name, error }: AccountOutcome): string {
  const message = error?.message ?? '';
  return `${name}: ${message.length > 240 ? `${message.slice(0, 240)}…` : message} [${error?.code}]`;
}

function endedEarly(
  ended: ActionError,
  { of, missed, failed }: { of: number; missed: number; failed: number },
): ActionError {
  const left = [
    ...(missed > 0 ? [`${missed} of ${counted(of)} ${missed === 1 ? 'was' : 'were'} not reached`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  const what = left.length === 0 ? ended.message : `${ended.message}: ${left.join(' and ')}, which the summary lists`;
  return new ActionError(ended.code, what, `${ended.cure}; the next run goes on where this one ended`, ended);
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'account' : 'accounts'}`;
}
