import type { AtEnd } from './action.js';
import { clockIsOff, createClock } from './dfns/clock.js';
import type { RunContext } from './modes/context.js';
import type { Deadline } from './modes/deadline.js';
import { kmsKeys } from './modes/keys/kms-keys.js';
import { warningsOf } from './runner/environment.js';
import type { Protection } from './runner/protect-secrets.js';
import type { Runner } from './runner/runner.js';

export type Secured = Protection & { readonly atEnd: AtEnd };

/**
 * Makes what a run of one account and one of many are both handed.
 * @param naming by what the keys in a KMS may be asked for
 * @returns `warnings`: each that was given so far, once
 */
export function runContext(
  deadline: Deadline,
  naming: Parameters<typeof kmsKeys>[0],
  { world, protect, atEnd }: Secured,
  { log, masks }: Runner,
): { context: RunContext; warnings: string[] } {
  const warnings: string[] = [];
  const warn = (message: string) => {
    // Steps that run together may fail for the same reason.
    if (warnings.includes(message)) return;
    warnings.push(message);
    log.warning(message);
  };
  const context = {
    world,
    log,
    deadline,
    clock: createClock(() => world.now()),
    kms: kmsKeys(naming, { world, deadline, warn }),
    atEnd,
    protect,
    redact: (text: string) => masks.redact(text),
    warn,
  };
  return { context, warnings };
}

/** Does the work of a run between what is to be warned of before it and, once Dfns has answered, after it. */
export async function withWarnings<T>(
  { warn, clock, world }: Pick<RunContext, 'warn' | 'clock' | 'world'>,
  found: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  for (const warning of [...found, ...warningsOf(world.environment)]) warn(warning);
  return work().finally(() => {
    const off = clockIsOff(clock);
    if (off) warn(off);
  });
}
