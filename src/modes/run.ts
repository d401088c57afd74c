import type { Options } from '../runner/options.js';
import type { Context, Result } from './context.js';

/** Runs the mode that the workflow asks for; only its own code is loaded. */
export async function runMode(options: Options, context: Context): Promise<Result> {
  switch (options.mode) {
    case 'ensure':
      return (await import('./ensure.js')).ensure(options, context);
    case 'validate':
      return (await import('./validate.js')).validate(options, context);
    case 'request':
      return (await import('./request.js')).request(options, context);
  }
}
