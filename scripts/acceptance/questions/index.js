import { CannotAsk } from '../bench.js';
import { askCreation, askEnd, askShapes, ofCreation, ofEnd, ofShapes } from './accounts.js';
import { askPolicies, ofPolicies } from './policies.js';
import {
  askAssignment,
  askPageSize,
  askPermissionId,
  askRemoval,
  askVocabulary,
  askWiderRole,
  ofAssignments,
  ofVocabulary,
} from './roles.js';
import {
  askInvitation,
  askLogout,
  askRegistrationRefusals,
  askTokens,
  ofInvitation,
  ofLogout,
  ofRegistration,
  ofTokens,
} from './sessions.js';
import { askKeyRotation, askPayloads, ofPayloads } from './signing.js';
import { noteTraffic, sayWhatIsNotAsked } from './unasked.js';

const ofAccount = [
  ...ofCreation,
  ...ofShapes,
  ...ofPayloads,
  ...ofLogout,
  'serviceAccountsRotateKeys',
  ...ofAssignments,
  ...ofEnd,
];
const ofRole = [...ofAssignments, ...ofVocabulary, 'permissionIdAtCreation', 'deletePermissionStatus'];

/**
 * Asks all that can be asked without harm, each by the smallest probe.
 * @param {import('../bench.js').Bench} bench @param {{ has?: string, lacks?: string }} rights
 */
export async function askAll(bench, rights) {
  await bench.ask(ofTokens, () => askTokens(bench));
  await bench.ask(ofRegistration, () => askRegistrationRefusals(bench));
  await bench.ask(ofInvitation, () => askInvitation(bench));
  const account = await have(bench, [...ofAccount, 'widerRole', ...ofPolicies], () => bench.account());
  const role = await have(bench, [...ofRole, ...ofPolicies], () => bench.role([rights.has ?? 'Wallets:Read']));
  if (account) await askOfAccount(bench, account);
  if (account && role) await askOfBoth(bench, { account, role, rights });
  if (account) await bench.ask(ofEnd, () => askEnd(bench, account));
  if (role) await askOfRole(bench, role);
  await bench.ask(['pageSize'], () => askPageSize(bench));
  noteTraffic(bench);
  await bench.ask(['oidcShape'], () => sayWhatIsNotAsked(bench));
}

/** Something of this run's own, or the reason why the questions about it are not asked. */
async function have(bench, names, make) {
  let made;
  await bench.ask([], async () => {
    try {
      made = await make();
    } catch (error) {
      if (!(error instanceof CannotAsk)) throw error;
      bench.answers.notAsked(names, error.message);
    }
  });
  return made;
}

async function askOfAccount(bench, account) {
  await bench.ask(ofCreation, () => askCreation(bench, account));
  await bench.ask(ofShapes, () => askShapes(bench, account));
  await bench.ask(ofPayloads, () => askPayloads(bench, account));
  await bench.ask(ofLogout, () => askLogout(bench, account));
  await bench.ask(['serviceAccountsRotateKeys'], () => askKeyRotation(bench, account));
}

async function askOfBoth(bench, { account, role, rights }) {
  await bench.ask(ofAssignments, () => askAssignment(bench, role, account));
  await bench.ask(['widerRole'], () => askWiderRole(bench, rights.lacks, account));
  let permissionIdAssigns;
  await bench.ask([], async () => {
    permissionIdAssigns = await askPermissionId(bench, role);
  });
  if (bench.settings.withPolicies) await bench.ask(ofPolicies, () => askPolicies(bench, { role, permissionIdAssigns }));
  else bench.answers.notAsked(ofPolicies, 'it takes policies (--with-policies)');
}

async function askOfRole(bench, role) {
  await bench.ask(ofVocabulary, () => askVocabulary(bench, role));
  await bench.ask(['deletePermissionStatus'], () => askRemoval(bench, role));
}
