import type { Depth } from './explorer.js';

/** A fault that is put into the compiled code, to see whether it is found. */
export interface Mutant {
  readonly name: string;
  /** The end of its path. */
  readonly file: string;
  /** What stands there, and what is put in its place. */
  readonly edits: readonly (readonly [find: string, replace: string])[];
  /** Other files that belong to it. */
  readonly also?: readonly Pick<Mutant, 'file' | 'edits'>[];
  /** Where it is looked for, at Vault. */
  readonly seen: readonly (readonly [story: string, depth: Depth])[];
}
