import { ActionError } from '../error.js';
import type { Runner, RunnerFile } from './runner.js';

/** What is lost where a file of the runner is not written. */
const purpose: Record<RunnerFile, string> = {
  GITHUB_OUTPUT: 'the token could not be handed to later steps',
  GITHUB_ENV: 'later steps could not find the credential in their environment',
  GITHUB_STATE: 'nobody would archive the ephemeral account when the job ends',
};

const way: Record<RunnerFile, string> = {
  GITHUB_OUTPUT: 'or set GITHUB_OUTPUT to the path of a file',
  GITHUB_ENV: 'or leave out export-env',
  GITHUB_STATE: 'or leave out ephemeral',
};

/**
 * Refuses to run where outputs lead nowhere: a token that Dfns shows once would be lost.
 * @throws ActionError `NOT_A_RUNNER` or `OUTPUTS_NOT_WRITTEN`
 */
export function requireRunner({ probe, deafness }: Pick<Runner, 'probe' | 'deafness'>): void {
  requireFile('GITHUB_OUTPUT', { probe });
  const why = deafness();
  if (why) throw unheard(why);
}

/** The same of a file that not every run needs. @throws as {@link requireRunner} */
export function requireFile(file: RunnerFile, { probe }: Pick<Runner, 'probe'>): void {
  try {
    probe(file);
  } catch (error) {
    throw unwritable([file], error);
  }
}

/** What cannot be masked is not handed on. */
export function unheard(why: string): ActionError {
  return new ActionError(
    'OUTPUTS_NOT_WRITTEN',
    `${why}, so that the runner could not be told to mask the token, which is not handed on then`,
    'run this as a step of a GitHub Actions workflow, with its output left as it is',
  );
}

/** Puts the fault of writing to one file, or to several at once, into words. */
export function unwritable(files: readonly [RunnerFile, ...RunnerFile[]], error: unknown): ActionError {
  const named = files.join(' or ');
  const [file] = files;
  const code = codeOf(error) ?? 'an unknown fault';
  if (['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'NOWHERE'].includes(code)) {
    return new ActionError(
      'NOT_A_RUNNER',
      `${named} does not name a file that can be written${code === 'NOWHERE' ? ' and read again' : ''}, so that ${purpose[file]}`,
      `run this as a step of a GitHub Actions workflow, ${way[file]}`,
      error,
    );
  }
  return new ActionError(
    'OUTPUTS_NOT_WRITTEN',
    `${named} could not be written (${faults[code] ?? code}), so that ${purpose[file]}`,
    'free space on the disk of the runner (or use another runner) and run again',
    error,
  );
}

/** The name that the system gives a fault: `ENOSPC`, say. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

const faults: Readonly<Record<string, string>> = {
  ENOSPC: 'ENOSPC, the disk is full',
  EDQUOT: 'EDQUOT, the quota of the disk is used up',
  EFBIG: 'EFBIG, the file may not grow any more',
  EROFS: 'EROFS, the disk is mounted for reading only',
  ENXIO: 'ENXIO, it is a pipe that nobody reads',
};
