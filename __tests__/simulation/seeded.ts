import type { Mutant } from './mutant.js';

/** The four histories that were found first, each put back. */
export const histories: readonly Mutant[] = [
  {
    name: 'A: an orphan of a succession gives up a name that no later run knows',
    file: 'dfns/create-account.js',
    edits: [['discardAccount(orphan, wanted.name)', 'discardAccount(orphan, wanted.nameFor(key))']],
    also: [
      {
        file: 'core/names.js',
        edits: [
          ['given === name || isNextOf(name, given)', 'given === name'],
          ['isNextOf(name, nameGivenUp(candidate) ?? candidate)', 'isNextOf(name, candidate)'],
        ],
      },
    ],
    seen: [['rotate', 'pairs']],
  },
  {
    name: 'B: a first run that is taken over is not shut out',
    file: 'change-lock.js',
    edits: [['if (!current && pending.DFNS_USERNAME)', 'if (!current)']],
    also: [{ file: 'situation.js', edits: [['isOnItsWay(name, owner.name)', '/-next-/.test(owner.name)']] }],
    seen: [['two-first', 'switches']],
  },
  {
    name: 'C: a run that has begun nothing never asks whether the store moved',
    file: 'change-lock.js',
    edits: [
      ['!first?.isRead)', '!first?.ownPending)'],
      ['return this.tookOver ||', 'return false && '],
    ],
    seen: [
      ['two-first', 'switches'],
      ['two-rotate', 'switches'],
    ],
  },
  {
    name: 'D: a second announcement writes over the first key',
    file: 'change-lock.js',
    edits: [['found.filter((change) => !isCleared(change))', '[]']],
    seen: [
      ['first', 'pairs'],
      ['rotate', 'pairs'],
    ],
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
    seen: [['rotate', 'single']],
  },
  {
    name: 'an account is made that no store was told of',
    file: 'begin-change.js',
    edits: [['organisation.accounts));\n    await', 'organisation.accounts));\n    0 && await']],
    seen: [['first', 'single']],
  },
  {
    name: 'an account that another run made with the same key in a KMS is taken for an own one',
    file: 'dfns/create-account.js',
    edits: [['orphans.length > 0 && sharesKey &&', '0 && sharesKey &&']],
    seen: [['two-in-kms', 'switches']],
  },
  {
    name: 'a run takes over from one that is at work with a key that no other can take the place of',
    file: 'begin-change.js',
    edits: [['await letOtherEnd(change)', '0 && await letOtherEnd(change)']],
    seen: [['two-own-key', 'switches']],
  },
  {
    name: 'the pending document is not taken away',
    file: 'apply.js',
    edits: [['await endChange(', '0 && await endChange(']],
    seen: [['first', 'single']],
  },
  {
    name: 'a successor has a name that tells nothing of its key',
    file: 'names.js',
    edits: [['-next-', '-new-']],
    seen: [['rotate', 'single']],
  },
  {
    name: 'a write to Vault is no check-and-set',
    file: 'stores/vault.js',
    edits: [
      ['options: { cas }', 'options: {}'],
      ['if (found?.version !== expected)', 'if (false)'],
    ],
    seen: [
      ['two-first', 'switches'],
      ['two-rotate', 'switches'],
    ],
  },
  {
    name: 'a failed run takes nothing back',
    file: 'apply.js',
    edits: [['= await undoInTime(', '= 0 && await undoInTime(']],
    seen: [['first', 'single']],
  },
  {
    name: 'a failed run archives an account whose credential may be stored',
    file: 'undo.js',
    edits: [['if (mayBeStored(progress.account))', 'if (false)']],
    seen: [
      ['first', 'single'],
      ['rotate', 'single'],
    ],
  },
  {
    name: 'what an interrupted run made is not known again',
    file: 'situation.js',
    edits: [['return pending.some(', 'return false && pending.some(']],
    seen: [['first', 'single']],
  },
  {
    name: 'a creation is sent again without a look',
    file: 'dfns/create-account.js',
    edits: [
      [
        'await replaceOrphans();\n        return undefined;',
        'key = await wanted.nextKey();\n        return undefined;',
      ],
      ['const hadOrphan = await replaceOrphans();', 'const hadOrphan = false;'],
    ],
    seen: [
      ['first', 'single'],
      ['rotate', 'single'],
    ],
  },
  {
    name: 'what a dead run left beside the account is not cleared',
    file: 'succession.js',
    edits: [['if (wasNextOf(name, called))', 'if (false)']],
    seen: [['rotate', 'single']],
  },
  {
    name: 'the account that a rotation replaces is archived at once',
    file: 'plan.js',
    edits: [["disposal: 'retire'", "disposal: 'discard'"]],
    seen: [['rotate', 'single']],
  },
  {
    name: 'the run does not end its time',
    file: 'action.js',
    edits: [['deadline.end();', '']],
    seen: [['first', 'single']],
  },
  {
    name: 'the token is put out unmasked',
    file: 'outputs.js',
    edits: [['masks.mask(secret);', '']],
    seen: [['first', 'single']],
  },
  {
    name: 'the token stands in the log',
    file: 'provision-account.js',
    edits: [
      [
        '(await outputs()).setOutputs(result, options, runner)',
        '{ runner.log.info("done " + result.token); (await outputs()).setOutputs(result, options, runner); }',
      ],
    ],
    seen: [['first', 'single']],
  },
  {
    name: 'a stored credential is believed without a proof',
    file: 'prover.js',
    edits: [
      [
        'if (isRefusal(error))',
        "if (isRefusal(error)) return { state: 'working', proof: { keyProven: true } };\n        if (isRefusal(error))",
      ],
    ],
    seen: [['replace', 'single']],
  },
  {
    name: 'a revocation leaves the stores as they are',
    file: 'empty-stores.js',
    edits: [["return { target, is: 'ours', stores };", "return { target, is: 'nothing' };"]],
    seen: [['revoke', 'single']],
  },
];
