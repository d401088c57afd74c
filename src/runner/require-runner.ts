import { ActionError } from '../error.js';
import type { Runner, RunnerFile } from './runner.js';

/** What is lost when a file of the runner cannot be written. */
const purpose: Record<RunnerFile, string> = {
  GITHUB_OUTPUT: 'the token could not be handed to later steps',
  GITHUB_ENV: 'later steps could not find the credential in their environment',
  GITHUB_STATE: 'nobody would archive the ephemeral account when the job ends',
};

const remedy: Record<RunnerFile, string> = {
  GITHUB_OUTPUT: 'or set GITHUB_OUTPUT to the path of a file',
  GITHUB_ENV: 'or leave out export-env',
  GITHUB_STATE: 'or leave out ephemeral',
};

/**
 * Refuses to run when outputs cannot be handed on: a token that Dfns shows once would be lost.
 * @throws ActionError `NOT_A_RUNNER` or `OUTPUTS_NOT_WRITTEN`
 */
export function requireRunner({ probe, outputFault }: Pick<Runner, 'probe' | 'outputFault'>): void {
  requireFile('GITHUB_OUTPUT', { probe });
  const why = outputFault();
  if (why) throw unmaskable(why);
}

/** The same check of a file that not every run needs. @throws as {@link requireRunner} */
export function requireFile(file: RunnerFile, { probe }: Pick<Runner, 'probe'>): void {
  try {
    probe(file);
  } catch (error) {
    throw unwritable([file], error);
  }
}

/** The error of a token that is not handed on since the runner cannot mask it. */
export function unmaskable(why: string): ActionError {
  return new ActionError(
    'OUTPUTS_NOT_WRITTEN',
    `${why}, so that the runner could not be told to mask the token, which is not handed on then`,
    'run this as a step of a GitHub Actions workflow, with its output left as it is',
  );
}

/**
 * The error of a failed write to one file, or to several at once.
 * @param lost what nobody gets then
 */
export function unwritable(
  files: readonly [RunnerFile, ...RunnerFile[]],
  error: unknown,
  lost = purpose[files[0]],
): ActionError {
  const named = files.join(' or ');
  const [file] = files;
  const code = codeOf(error) ?? 'an unknown fault';
  if (['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'NOWHERE'].includes(code)) {
    return new ActionError(
      'NOT_A_RUNNER',
      `${named} does not name a file that can be written${code === 'NOWHERE' ? ' and read again' : ''}, so that ${lost}`,
      `run this as a step of a GitHub Actions workflow, ${remedy[file]}`,
      error,
    );
  }
  return new ActionError(
    'OUTPUTS_NOT_WRITTEN',
    `${named} could not be written (${faults[code] ?? code}), so that ${lost}`,
    'free space on the disk of the runner (or use another runner) and run again',
    error,
  );
}

/** The system's code of an error, such as `ENOSPC`. */
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
