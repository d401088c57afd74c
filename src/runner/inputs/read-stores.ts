import type { StoreTarget } from '../../core/store-target.js';
import type { Form } from './input-form.js';
import { readToken } from './read-secrets.js';

/** Reads the `store` input; it belongs to the room of the stores, and is handed in by the entry. */
export type TargetParser = (
  text: string,
  context: { readonly githubToken: boolean },
) => { readonly targets: readonly StoreTarget[]; readonly errors: readonly string[] };

/** Where the credential is kept, and the token for GitHub. */
export function readStores(form: Form, parse: TargetParser): { stores: readonly StoreTarget[]; githubToken?: string } {
  const githubToken = form.read('github-token', readToken);
  const { targets, errors } = parse(form.text('store'), { githubToken: form.isGiven('github-token') });
  for (const error of errors) form.refuseAs('store', error);
  // In mode ensure it also tells which runs are over, whose ephemeral accounts are then archived.
  const isOfUse =
    ['ensure', 'request'].includes(form.text('mode')) || targets.some(({ provider }) => provider === 'github');
  if (githubToken && !isOfUse) {
    form.refuse('github-token', 'a value (not shown)', 'a value beside a github: target of store', 'leave it out');
  }
  return { stores: targets, ...(githubToken && { githubToken }) };
}
