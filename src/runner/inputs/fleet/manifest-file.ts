import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { codeOf } from '../../require-runner.js';
import { Refusal } from '../readers.js';

export interface ManifestFile {
  /** As a pull request shows it: from the root of the workspace, with `/`. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** 10,000 accounts take a quarter of it, as they are usually written. */
export const mostBytes = 4 * 1024 * 1024;

const accepted = 'the path of a file in the workspace, such as .github/fleet.yml';
const checkout = 'check that a step before this one checks the repository out, and that the path is right';
const reasons: Readonly<Record<string, readonly [got: string, cure: string]>> = {
  ENOENT: ['a path at which there is no file', checkout],
  ENOTDIR: ['a path through a file that is no folder', checkout],
  ELOOP: ['a link that leads to itself', 'name the file itself'],
  EACCES: ['a file that may not be read', 'let the user of the runner read it'],
  ENAMETOOLONG: ['a path that is too long', 'give the path alone'],
};

/**
 * Reads the file that the input `manifest` names. It stands in the workspace, by its real path: neither `..` nor a link leads out of it.
 * @param workspace the root of the workspace; the working folder where it is empty
 * @throws Refusal
 */
export function readManifestFile(text: string, workspace: string): ManifestFile {
  if (text.includes('\0')) throw new Refusal(accepted, 'give the path alone', 'a path with a null byte');
  const root = real(resolve(workspace));
  const written = resolve(root, text);
  // What a path outside of the workspace leads to is not looked at.
  const wanted = isAbsolute(text) ? resolve(text) : written;
  if (!isInside(wanted, root) && !isInside(wanted, resolve(workspace))) throw outside('a path out of the workspace');
  const found = real(wanted);
  if (!isInside(found, root)) throw outside('a path that a link leads out of the workspace');
  return { path: shownPath(wanted, root, resolve(workspace)), bytes: readRegular(found) };
}

function outside(got: string): Refusal {
  return new Refusal(accepted, 'keep the manifest in the repository, where it is reviewed', got);
}

function isInside(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function shownPath(wanted: string, ...roots: string[]): string {
  const root = roots.find((each) => isInside(wanted, each)) ?? '';
  return relative(root, wanted).split(sep).join('/');
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    throw unreadable(error);
  }
}

function readRegular(path: string): Buffer {
  let file: number | undefined;
  try {
    // A pipe would be waited for, and a link may have come since its path was looked at.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    const stat = fstatSync(file);
    if (!stat.isFile()) {
      const got = stat.isDirectory() ? 'a folder' : 'what is no file: a pipe, a socket or a device';
      throw new Refusal(accepted, 'name the file', got);
    }
    if (stat.size > mostBytes) {
      const cure = 'check that this is the manifest; put what accounts share under defaults, or split it in two';
      throw new Refusal(`a file of at most ${mostBytes / 1024 / 1024} MiB`, cure, `a file of ${stat.size} bytes`);
    }
    return readFileSync(file);
  } catch (error) {
    throw unreadable(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function unreadable(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const code = codeOf(error) ?? 'an unknown fault';
  const [got, cure] = reasons[code] ?? [`a file that cannot be read (${code})`, checkout];
  return new Refusal(accepted, cure, got);
}
