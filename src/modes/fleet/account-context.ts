import type { AccountOutcome } from '../../core/fleet-outcome.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Context, Facts, Result, RunContext } from '../context.js';
import { kmsKeys } from '../keys/kms-keys.js';

/** What its accounts are handed. */
export interface SharedContext extends RunContext {
  /** Prints in one piece: the lines of another account would come into the same group. */
  inTurn(print: () => Promise<void>): Promise<void>;
  /** Lets another account begin while this one waits for a person. @returns what to call at its end */
  stepAside(): () => void;
  /** Whether so many accounts are at hand that one which has nothing to say is not named in the log. */
  readonly isLong: boolean;
}

/** The context of one account, and what it came to. */
export interface AccountContext extends Context {
  readonly warnings: readonly string[];
  /** What the account ended with; its credential is in its stores, and goes nowhere else. */
  readonly result: Result | undefined;
  /** Nothing more is done for the account. */
  end(): void;
  /** Prints what the account had to say, in one piece, so that it is not mixed with what others say. */
  tell(title: string, error: AccountOutcome['error']): Promise<void>;
}

/** @param options of the account; the time, the way to Dfns and the secrets are those of the whole run */
export function accountContext(options: Options, context: SharedContext): AccountContext {
  const { lines, log, warnings, warn } = ownLines(options.name);
  const { deadline, end } = steppingAside(context);
  let facts: Facts = {};
  let result: Result | undefined;
  return {
    ...context,
    deadline,
    end,
    log,
    kms: kmsKeys(options, { world: context.world, deadline: context.deadline, warn }),
    warn,
    warnings,
    note(more) {
      facts = { ...facts, ...more };
    },
    facts: () => facts,
    savePostState() {
      throw new ActionError('UNEXPECTED', 'an account of a manifest is never ephemeral', 'report this as a defect');
    },
    async emit(given) {
      const { token: _, privateKey: __, ...rest } = given;
      result = rest;
    },
    get result() {
      return result;
    },
    tell: (title, error) => tell(title, error, lines, context),
  };
}

/** An account that waits for a person lets another one begin. */
function steppingAside({ deadline, stepAside }: SharedContext) {
  let end: (() => void) | undefined;
  const extend = (milliseconds: number) => {
    deadline.extend(milliseconds);
    if (milliseconds > 0) end ??= stepAside();
  };
  return { deadline: { ...deadline, extend }, end: () => end?.() };
}

type Line = { readonly level: 'info' | 'debug' | 'warning'; readonly text: string };

/** What an account says is kept until its end. */
function ownLines(name: string) {
  const lines: Line[] = [];
  const warnings: string[] = [];
  const say = (level: Line['level']) => (text: string) => void lines.push({ level, text });
  const warn = (message: string) => {
    if (warnings.includes(message)) return;
    warnings.push(message);
    lines.push({ level: 'warning', text: `${name}: ${message}` });
  };
  const group: Context['log']['group'] = async (title, work) => {
    const before = lines.length;
    const result = await work();
    // A title alone says nothing that the account's own does not.
    if (lines.length > before) lines.splice(before, 0, { level: 'info', text: title });
    return result;
  };
  return { lines, warnings, warn, log: { info: say('info'), debug: say('debug'), group } };
}

async function tell(
  title: string,
  error: AccountOutcome['error'],
  lines: Line[],
  { log, inTurn, isLong }: SharedContext,
): Promise<void> {
  if (error) lines.push({ level: 'info', text: `${error.message}. What to do: ${error.cure}.` });
  await inTurn(async () => {
    if (!lines.some(({ level }) => level !== 'debug')) return isLong ? undefined : log.info(title);
    await log.group(title, async () => {
      for (const { level, text } of lines) log[level](text);
    });
  });
}
