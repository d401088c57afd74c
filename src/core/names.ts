import { createHash } from 'node:crypto';
import type { PublicKey } from './key-pair.js';

/** The name of the account that is being made to replace `name`: its last digits are those of its key. */
export function nextName(name: string, { fingerprint }: PublicKey): string {
  return `${name}-next-${fingerprint.slice(0, 8)}`;
}

/** Whether an account was being made to replace the one called `name`, by this run or an earlier one. */
export function isNextOf(name: string, candidate: string): boolean {
  return candidate.startsWith(`${name}-next-`) && /^[0-9a-f]{8}$/.test(candidate.slice(`${name}-next-`.length));
}

/** Whether an account gave up the name, or the one under which it was to take it, to be archived by a run that did not come to it. */
export function isDiscarded(name: string, candidate: string): boolean {
  const given = nameGivenUp(candidate);
  return given !== undefined && (given === name || isNextOf(name, given));
}

/** Whether an account was being made to replace the one called `name`, also where it was already to be archived. */
export function wasNextOf(name: string, candidate: string): boolean {
  return isNextOf(name, nameGivenUp(candidate) ?? candidate);
}

/** Whether a run calls the account so on its way to the name, or away from it to be archived. */
export function isOnItsWay(name: string, candidate: string): boolean {
  return isNextOf(name, candidate) || isDiscarded(name, candidate);
}

/** The name that an account had before it got its {@link discardedName}. */
function nameGivenUp(candidate: string): string | undefined {
  return /^(.*)-retired-1970\d{4}T\d{6}Z$/s.exec(candidate)?.[1];
}

/** The name of an account that has been replaced at `time`; it is archived when its grace period is over. */
export function retiredName(name: string, time: Date): string {
  return `${name}-retired-${time.toISOString().replace(/[-:]|\.\d+/g, '')}`;
}

/** When the account called `candidate` was replaced, if it once was the one called `name`. */
export function retiredAt(name: string, candidate: string): Date | undefined {
  if (!candidate.startsWith(`${name}-retired-`)) return undefined;
  const digits = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(candidate.slice(`${name}-retired-`.length));
  if (!digits) return undefined;
  const [, year, month, day, hour, minute, second] = digits;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Whether an account is, was or was about to be the one called `name`. */
export function isOfFamily(name: string, candidate: string): boolean {
  return candidate === name || isOnItsWay(name, candidate) || retiredAt(name, candidate) !== undefined;
}

/** The names of all accounts that one called `candidate` may be, have been, or be about to become; its own first. */
export function familyNames(candidate: string): string[] {
  const base = /^(.+)-(?:next-[0-9a-f]{8}|retired-\d{8}T\d{6}Z|run-[1-9]\d{0,18}-[1-9]\d{0,8})$/s.exec(candidate)?.[1];
  return [candidate, ...(base === undefined ? [] : familyNames(base))];
}

/**
 * The name that an account takes before it is archived, where nobody has its token: whether an archived account keeps its name taken
 * is not documented. A time in 1970 lets no grace period hold it back; the moment within the year comes from the id, so that two differ.
 */
export function discardedName(name: string, accountId: string): string {
  const digest = createHash('sha256').update(accountId).digest();
  return retiredName(name, new Date((digest.readUInt32BE() % (365 * 86_400)) * 1000));
}

/** A workflow run of GitHub, and which attempt at it. */
export interface WorkflowRun {
  readonly id: string;
  readonly attempt: number;
}

/** The name of the account that belongs to one attempt of a workflow run, and is archived with its end. */
export function runName(name: string, { id, attempt }: WorkflowRun): string {
  return `${name}-run-${id}-${attempt}`;
}

/**
 * The run that the account called `candidate` belongs to, if it is an ephemeral one of `name`. It may have given its name up already,
 * where a run died between that and archiving it ({@link discardedName}).
 */
export function parseRunName(name: string, candidate: string): WorkflowRun | undefined {
  if (!candidate.startsWith(`${name}-run-`)) return undefined;
  const [, id, attempt, rest = ''] =
    /^([1-9]\d{0,18})-([1-9]\d{0,8})(-.*)?$/.exec(candidate.slice(`${name}-run-`.length)) ?? [];
  if (!id || !attempt) return undefined;
  const run = { id, attempt: Number(attempt) };
  return rest === '' || retiredAt(runName(name, run), candidate) ? run : undefined;
}
