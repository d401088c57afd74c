import type { StoreTarget } from '../../core/store-target.js';
import type { InputForm } from './input-form.js';

/** Reads the `store` input; `src/stores` exports it, and `provision.ts` hands it in, since `runner` imports no store. */
export type TargetParser = (
  text: string,
  context: { readonly githubToken: boolean },
) => { readonly targets: readonly StoreTarget[]; readonly errors: readonly string[] };

/** The targets of `store`, and the token for GitHub. */
export function readStores(
  form: InputForm,
  parse: TargetParser,
): { stores: readonly StoreTarget[]; githubToken?: string } {
  const githubToken = form.read('github-token');
  const { targets, errors } = parse(form.text('store'), { githubToken: form.isGiven('github-token') });
  for (const error of errors) form.refuseAs('store', error);
  // In mode ensure it also shows which runs are over, so that their ephemeral accounts can be archived.
  const isOfUse =
    ['ensure', 'request'].includes(form.text('mode')) || targets.some(({ provider }) => provider === 'github');
  if (githubToken && !isOfUse) {
    form.refuse('github-token', 'a value (not shown)', 'a value beside a github: target of store', 'leave it out');
  }
  return { stores: targets, ...(githubToken && { githubToken }) };
}
