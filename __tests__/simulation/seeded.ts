/** A fault that is put into the compiled code, to see whether it is found. */
export interface Mutant {
  readonly name: string;
  /** Below `src/`. */
  readonly file: string;
  /** What stands there, and what is put in its place. */
  readonly edits: readonly (readonly [find: string, replace: string])[];
  /** The stories that are explored for it, the likeliest first; without, all. */
  readonly stories?: readonly string[];
}

/** Faults of the kinds that are made: a write too early, a check left out, a wrong name, a forgotten `finally`, a lock not taken. */
export const seeded: readonly Mutant[] = [
  {
    name: 'the old account is renamed before the new credential is stored',
    file: 'account/succession.js',
    edits: [['return [create, ...storing, ...swap(', 'return [create, ...swap('], ["leaving(desired, old, leave, now), rename)];", 'leaving(desired, old, leave, now), rename), ...storing];']],
  },
  {
    name: 'an account is made that no store was told of',
    file: 'modes/reconcile.js',
    edits: [['await keeper.announce(pendingDocument({ apiUrl: options.apiUrl, orgId }', 'if (0) await keeper.announce(pendingDocument({ apiUrl: options.apiUrl, orgId }']],
  },
  {
    name: 'the pending document is not taken away',
    file: 'modes/reconcile.js',
    edits: [['await tools.keeper.forget();', '']],
  },
  {
    name: 'a successor has a name that tells nothing of its key',
    file: 'account/names.js',
    edits: [['return `${name}-next-${fingerprint.slice(0, 8)}`', 'return `${name}-new`']],
  },
  {
    name: 'a write to Vault is no check-and-set',
    file: 'stores/vault.js',
    edits: [['{ data: document, options: { cas } }', '{ data: document }'], ['if (found?.version !== expected)\n            throw conflict', 'if (false)\n            throw conflict']],
    stories: ['two-first', 'two-rotate', 'two-replace'],
  },
  {
    name: 'a failed run takes nothing back',
    file: 'modes/reconcile.js',
    edits: [['await undoInTime(', '0 && await undoInTime(']],
  },
  {
    name: 'a failed run archives an account whose credential may be stored',
    file: 'modes/undo.js',
    edits: [[' || execution.mayBeStored', '']],
  },
  {
    name: 'what an interrupted run made is not known again',
    file: 'account/plan.js',
    edits: [['return pending.some(', 'return false && pending.some(']],
  },
  {
    name: 'a creation is sent again without a look',
    file: 'dfns/create-account.js',
    edits: [['await clearOrphans();\n        return undefined;', 'return undefined;'], ['if ((await clearOrphans()) > 0)', 'if (false)']],
  },
  {
    name: 'what a dead run left beside the account is not cleared',
    file: 'account/succession.js',
    edits: [['if (isNextOf(name, called))', 'if (false)']],
  },
  {
    name: 'the account that a rotation replaces is archived at once',
    file: 'account/plan.js',
    edits: [["leave: renews ? 'retire' : 'discard'", "leave: 'discard'"]],
    stories: ['rotate', 'renew'],
  },
  {
    name: 'the run does not end its time',
    file: 'action.js',
    edits: [['deadline.end();', '']],
  },
  {
    name: 'the token is put out unmasked',
    file: 'runner/outputs.js',
    edits: [['masks.maskSecret(secret);', '']],
  },
  {
    name: 'the token stands in the log',
    file: 'provision.js',
    edits: [['(await outputs()).setOutputs(outcome, options, runner);', 'runner.group("done " + outcome.token, async () => 0); (await outputs()).setOutputs(outcome, options, runner);']],
  },
  {
    name: 'a stored credential is believed without a proof',
    file: 'modes/credentials.js',
    edits: [['if (isRefusal(error))', "if (isRefusal(error)) return { state: 'working', known, proof: { keyProven: true } };\n        if (isRefusal(error))"]],
  },
  {
    name: 'a revocation leaves the stores as they are',
    file: 'modes/revoke.js',
    edits: [['if (keeper.holdsNothing(target))', 'if (true)']],
    stories: ['revoke'],
  },
];
