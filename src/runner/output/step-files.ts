import { randomUUID } from 'node:crypto';
import { closeSync, constants, fstatSync, ftruncateSync, openSync, type Stats, statSync, writeSync } from 'node:fs';
import { EOL } from 'node:os';

/** A text to append to one of the step's files. */
export interface Addition {
  readonly path: string;
  readonly text: string;
}

/** The most that a run hands on, in bytes: two secrets, a plan of some hundred steps. */
const reserve = 65_536;

/**
 * Tests by writing whether a file takes what a run will hand on. A full disk, a quota or a read-only mount shows only then. The file is
 * left as it was; a run that is killed in between leaves blank lines, which the runner skips.
 * @throws the system's error
 */
export function probe(path: string): void {
  const file = open(path);
  try {
    // A pipe or a device cannot be restored, so it gets one line end.
    const blank = file.isRegular ? EOL.repeat(reserve / EOL.length) : EOL;
    write(file, blank);
  } finally {
    restore(file);
    closeSync(file.descriptor);
  }
}

/**
 * Appends to several files, to all or to none: half a token must never be taken for a whole one.
 * @throws the system's error; then the files are as they were
 */
export function append(additions: readonly Addition[], { create = false } = {}): void {
  const files: OpenFile[] = [];
  try {
    for (const { path } of additions) files.push(open(path, create));
    for (const [index, file] of files.entries()) write(file, additions[index]?.text ?? '');
  } catch (error) {
    for (const file of files) restore(file);
    throw error;
  } finally {
    for (const { descriptor } of files) closeSync(descriptor);
  }
}

/** One entry as the runner reads it. It ends at a line that the value does not contain, whatever the value is. */
export function entry(name: string, value: string): string {
  let mark: string;
  do mark = `ghadelimiter_${randomUUID()}`;
  while (value.includes(mark));
  return `${name}<<${mark}${EOL}${value}${EOL}${mark}${EOL}`;
}

interface OpenFile {
  readonly descriptor: number;
  readonly isRegular: boolean;
  /** Its length before anything was added. */
  readonly length: number;
}

/** Opens a file without creating or emptying it, and without waiting for the reader of a pipe. */
function open(path: string, create = false): OpenFile {
  const { O_WRONLY, O_CREAT, O_NONBLOCK = 0 } = constants;
  const descriptor = openSync(path, O_WRONLY | O_NONBLOCK | (create ? O_CREAT : 0));
  const status = fstatSync(descriptor);
  // A summary may well be thrown away; a token that Dfns shows once may not.
  if (!create && isNowhere(status)) {
    closeSync(descriptor);
    throw Object.assign(new Error('/dev/null'), { code: 'NOWHERE' });
  }
  return { descriptor, isRegular: status.isFile(), length: status.isFile() ? status.size : 0 };
}

/** Whether it is the device that takes everything and keeps nothing. */
export function isNowhere(status: Stats): boolean {
  try {
    return status.isCharacterDevice() && status.rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}

function write({ descriptor, isRegular, length }: OpenFile, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    const place = isRegular ? length + written : null;
    written += writeSync(descriptor, bytes, written, bytes.length - written, place);
  }
}

function restore({ descriptor, isRegular, length }: OpenFile): void {
  try {
    if (isRegular) ftruncateSync(descriptor, length);
  } catch {
    // The runner fails the step over an entry without its end mark, and takes nothing of it.
  }
}
