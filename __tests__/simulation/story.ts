import type { Process } from './process.js';
import type { Inputs } from './providers.js';
import type { Universe } from './universe.js';

/** What a run is asked for, over what an earlier one left. */
export interface Story {
  readonly name: string;
  /** How many runs do it at once. */
  readonly runs: number;
  readonly inputs: Inputs;
  arrange(universe: Universe): void;
  /** What one of several runs is asked for besides, from 1. */
  inputsOf?(run: number): Inputs;
  /** Whether the next run is asked for the same again, where a plain `ensure` would rightly refuse. */
  readonly asksAgain?: boolean;
  /** What it is asked for, where that is neither a plain `ensure` nor the same again. */
  readonly nextInputs?: Inputs;
  readonly isRotation?: boolean;
  /** Whether several accounts are changed at once. */
  readonly isFleet?: boolean;
  readonly isRevocation?: boolean;
  /** Whether there is an approval for people to decide. */
  readonly isDecided?: boolean;
  /** Whether a post step follows each run. */
  readonly hasPost?: boolean;
  /** Whether of several runs at once only one can have what it asks for, and the others rightly say so. */
  readonly hasLosers?: boolean;
  /** The only stores that it is for; all, where it does not say. */
  readonly at?: readonly string[];
  /** Milliseconds before the next run. */
  readonly passes?: number;
  readonly nextEnvironment?: Readonly<Record<string, string>>;
  /** Inputs that are made anew for each run. */
  inputsNow?(universe: Universe): Inputs;
  /** What must be true after the next run, where that is not what a plain one leaves. @returns what is not */
  afterwards?(universe: Universe, process: Process): string | undefined;
}
