import type { Options } from '../runner/inputs/options.js';
import type { BootstrapOptions } from '../runner/inputs/read-bootstrap.js';
import { handOver } from './change/hand-over.js';
import type { Context, Result } from './context.js';
import { ensure } from './ensure.js';

/** Runs the mode that the workflow asks for. `ensure` comes along, since the others share most of its code; their own is loaded by need. */
export async function runMode(options: Options | BootstrapOptions, context: Context): Promise<Result> {
  const result = await resultOfMode(options, context);
  await handOver(result, options, context);
  return result;
}

async function resultOfMode(options: Options | BootstrapOptions, context: Context): Promise<Result> {
  switch (options.mode) {
    // A rotation is the same, with a successor in it.
    case 'ensure':
    case 'rotate':
      return ensure(options, context);
    case 'revoke':
      return (await import('./revoke.js')).revoke(options, context);
    case 'validate':
      return (await loadValidate()).validate(options, context);
    case 'bootstrap':
      return (await import('./bootstrap.js')).bootstrap(options, context);
    case 'request':
      return (await import('./request.js')).request(options, context);
  }
}

/** It is loaded from here alone, for one account or many, so that the bundle holds it once. */
export const loadValidate = () => import('./validate.js');
