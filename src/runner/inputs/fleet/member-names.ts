import { closest, distance } from 'fastest-levenshtein';
import { type InputName, inputNames, inputTable } from '../input-table.js';
import type { Words } from '../refusal-words.js';

const forStores = 'nothing with a manifest: the credentials of many accounts go to their stores alone';
const atHand = 'leave it out; a later step reads the store';
const leaked = 'take it out, and revoke what was committed';

/** What is said of one account, and yet has no place in a manifest. */
const outOfPlace: Partial<Record<InputName, Words>> = {
  token: ['nothing with a manifest: no secret stands in it, and each account has its credential in its store', leaked],
  'private-key': ['nothing with a manifest: no secret stands in it, and each account has its key in its store', leaked],
  'credential-id': ['nothing with a manifest: each account has its credential in its store', 'leave it out'],
  'export-env': [forStores, atHand],
  'output-private-key': [forStores, atHand],
  ephemeral: [
    'nothing with a manifest, whose accounts stay when the job ends',
    'leave it out, or give that account a step of its own',
  ],
};

/** The members of an account and of the defaults, `name` aside. */
export const memberNames: readonly InputName[] = inputNames.filter(
  (name) => name !== 'name' && inputTable[name].ofAccount && !outOfPlace[name],
);

/** The members that may be written as a list. */
export const lists: ReadonlySet<InputName> = new Set(['permissions', 'store']);
/** The members in which `{name}` stands for the account's name. */
export const templates: ReadonlySet<InputName> = new Set(['store', 'key']);

/** The radar has one for the whole fleet. */
const alsoOfRun: ReadonlySet<InputName> = new Set(['warn-before-days']);

/** Why an input of the step is refused beside `manifest`; `undefined` where it is not. */
export function refusedBeside(name: InputName): Words | undefined {
  if (name === 'name') return ['nothing beside manifest, which names the accounts', 'leave out name, or manifest'];
  if (!inputTable[name].ofAccount || alsoOfRun.has(name)) return undefined;
  return (
    outOfPlace[name] ?? [
      'nothing beside manifest, which says it of each account',
      'write it into the manifest, under defaults or in the account',
    ]
  );
}

/** Why a member is refused. `key` may be anything. */
export function refusalOf(key: string, names: readonly string[]): Words {
  const name = inputNames.find((each) => each === key);
  const accepted = names.join(', ');
  if (name === undefined) {
    const written = key.slice(0, 40).toLowerCase().replaceAll('_', '-');
    const nearest = closest(written, [...names]);
    const isNear = distance(written, nearest) <= Math.max(2, nearest.length / 3);
    return [accepted, isNear ? `did you mean ${nearest}?` : 'take it out, or choose one of them'];
  }
  if (name === 'name') return ['nothing here: each account has a name of its own', 'write it in the account'];
  if (outOfPlace[name]) return outOfPlace[name];
  if (inputTable[name].ofAccount) return [accepted, 'write it under defaults, or in the account'];
  if (inputTable[name].secret)
    return ['nothing here: no secret stands in a manifest', `${leaked}; give it to the step`];
  return ['nothing here: it is said of the whole run', 'give it as an input of the step'];
}
