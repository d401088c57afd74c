/** A fault that is put into the compiled code, to see whether it is found. */
export interface Mutant {
  readonly name: string;
  /** The end of its path. */
  readonly file: string;
  /** What stands there, and what is put in its place. */
  readonly edits: readonly (readonly [find: string, replace: string])[];
  /** Other files that belong to it. */
  readonly also?: readonly Pick<Mutant, 'file' | 'edits'>[];
  /** The stories that are explored for it, the likeliest first; without, all. */
  readonly stories?: readonly string[];
}

/** The four histories that were found first, each put back. */
export const histories: readonly Mutant[] = [
  {
    name: 'A: an orphan of a succession gives up a name that no later run knows',
    file: 'dfns/create-account.js',
    edits: [['discardAccount(orphan, wanted.name)', 'discardAccount(orphan, nameOf(attempt))']],
    stories: ['rotate', 'replace', 'renew'],
    also: [{ file: 'succession.js', edits: [['wasNextOf(name, called)', '/-next-[0-9a-f]{8}$/.test(called)']] }],
  },
  {
    name: 'B: a first run that is taken over is not shut out',
    file: 'change-lock.js',
    edits: [['if (!current && pending.DFNS_USERNAME)', 'if (!current)']],
    stories: ['two-first'],
    also: [{ file: 'situation.js', edits: [['isOnItsWay(name, owner.name)', '/-next-/.test(owner.name)']] }],
  },
  {
    name: 'C: a run that has begun nothing never asks whether the store moved',
    file: 'change-lock.js',
    edits: [
      ['!first.isRead)', '!first.ownPending)'],
      ['return this.tookOver ||', 'return false && '],
    ],
    stories: ['two-first', 'two-rotate'],
  },
  {
    name: 'D: a second announcement writes over the first key',
    file: 'change-lock.js',
    edits: [['found.filter((change) => !isCleared(change))', '[]']],
    stories: ['first', 'rotate', 'replace'],
  },
];

/** Faults of the kinds that are made: a write too early, a check left out, a wrong name, a forgotten `finally`, a lock not taken. */
export const seeded: readonly Mutant[] = [
  {
    name: 'the old account is renamed before the new credential is stored',
    file: 'succession.js',
    edits: [
      ['return [create, ...storing, ...swap(', 'return [create, ...swap('],
      ['stepsToLeave(desired, succession), rename)];', 'stepsToLeave(desired, succession), rename), ...storing];'],
    ],
  },
  {
    name: 'an account is made that no store was told of',
    file: 'begin-change.js',
    edits: [['const key = await keys.next();\n    await', 'const key = await keys.next();\n    0 && await']],
  },
  {
    name: 'the pending document is not taken away',
    file: 'apply.js',
    edits: [['await endChange(', '0 && await endChange(']],
  },
  {
    name: 'a successor has a name that tells nothing of its key',
    file: 'names.js',
    edits: [['-next-', '-new-']],
  },
  {
    name: 'a write to Vault is no check-and-set',
    file: 'stores/vault.js',
    edits: [
      ['options: { cas }', 'options: {}'],
      ['if (found?.version !== expected)', 'if (false)'],
    ],
    stories: ['two-first', 'two-rotate', 'two-replace'],
  },
  {
    name: 'a failed run takes nothing back',
    file: 'apply.js',
    edits: [['= await undoInTime(', '= 0 && await undoInTime(']],
  },
  {
    name: 'a failed run archives an account whose credential may be stored',
    file: 'undo.js',
    edits: [['if (mayBeStored(progress.account))', 'if (false)']],
  },
  {
    name: 'what an interrupted run made is not known again',
    file: 'situation.js',
    edits: [['return pending.some(', 'return false && pending.some(']],
  },
  {
    name: 'a creation is sent again without a look',
    file: 'dfns/create-account.js',
    edits: [
      ['await clearOrphans();\n        return undefined;', 'return undefined;'],
      ['const found = await clearOrphans();', 'const found = false;'],
    ],
  },
  {
    name: 'what a dead run left beside the account is not cleared',
    file: 'succession.js',
    edits: [['if (wasNextOf(name, called))', 'if (false)']],
  },
  {
    name: 'the account that a rotation replaces is archived at once',
    file: 'plan.js',
    edits: [["disposal: 'retire'", "disposal: 'discard'"]],
    stories: ['rotate', 'renew'],
  },
  {
    name: 'the run does not end its time',
    file: 'action.js',
    edits: [['deadline.end();', '']],
  },
  {
    name: 'the token is put out unmasked',
    file: 'outputs.js',
    edits: [['masks.mask(secret);', '']],
  },
  {
    name: 'the token stands in the log',
    file: 'provision.js',
    edits: [
      [
        '(await outputs()).setOutputs(result, options, runner)',
        '{ runner.log.info("done " + result.token); (await outputs()).setOutputs(result, options, runner); }',
      ],
    ],
  },
  {
    name: 'a stored credential is believed without a proof',
    file: 'find-credential.js',
    edits: [
      [
        'if (isRefusal(error))',
        "if (isRefusal(error)) return { state: 'working', known, proof: { keyProven: true } };\n        if (isRefusal(error))",
      ],
    ],
  },
  {
    name: 'a revocation leaves the stores as they are',
    file: 'empty-stores.js',
    edits: [["return { target, is: 'ours', stores };", "return { target, is: 'nothing' };"]],
    stories: ['revoke'],
  },
];
