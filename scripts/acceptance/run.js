import { accessSync, constants } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Answers } from './answers.js';
import { Bench } from './bench.js';
import { Dfns, shortened } from './dfns.js';
import { Door, Interrupted } from './door.js';
import { cleanUp, clearUp } from './ending.js';
import { newPrefix } from './names.js';
import { askAll } from './questions/index.js';
import { findRights } from './questions/rights.js';
import { Record } from './record.js';
import { Refused } from './refused.js';
import { startRelay } from './relay.js';
import { isGood, reportOf, secretsOf, tableOf, writeReport } from './report.js';
import { Shapes } from './shapes.js';
import { tellStories } from './stories.js';
import { Traffic } from './traffic.js';

/**
 * @typedef {object} Knowledge What the simulator believes.
 * @property {ConstructorParameters<typeof Shapes>[0]} contract
 * @property {readonly string[]} switches names
 */

/**
 * One run, from the first reading to the cleared organisation.
 * @param {import('./arguments.js').Settings} settings @param {import('./world.js').World} world @param {Knowledge} knowledge
 * @returns {Promise<number>} exit code: 0, 1 where a story failed or a shape differed or something could not be cleared, 130 where it was told to end
 * @throws Refused
 */
export async function acceptance(settings, world, knowledge) {
  const parts = assemble(settings, world, knowledge);
  return settings.clean ? cleanUp(settings, world, parts) : hold(settings, world, knowledge, parts);
}

function assemble(settings, world, { contract }) {
  const { apiUrl, orgId } = settings;
  const left = readRecord(settings);
  const record = left ?? new Record(settings.record, { prefix: '', apiUrl, orgId });
  const shapes = new Shapes(contract);
  const door = new Door({ apiUrl, record, shapes, world, traffic: new Traffic() });
  return { record, isLeft: left !== undefined, shapes, door, dfns: new Dfns(door, settings) };
}

function readRecord({ record: path, apiUrl, orgId, clean }) {
  let read;
  try {
    read = Record.read(path);
  } catch (error) {
    throw new Refused(error.message);
  }
  if (read && !clean)
    throw new Refused(
      `${path} is the record of a run that did not clear up: run with --clean first, or name another --record`,
    );
  if (read && (read.head.apiUrl !== apiUrl || read.head.orgId !== orgId))
    throw new Refused(`${path} is the record of a run in another organisation or at another address`);
  return read;
}

async function hold(settings, world, knowledge, parts) {
  const { record, door, dfns, shapes } = parts;
  const prefix = await choosePrefix(parts, settings, world);
  record.head.prefix = prefix;
  requireWritable(settings);
  const answers = new Answers();
  const bench = new Bench({ dfns, answers, prefix, settings, world });
  const rights = await findRights(bench);
  await agree(settings, world, { prefix, held: answers.valueOf('provisionerOperations') });
  const stories = [];
  let ended;
  try {
    if (settings.parts !== 'stories') await askAll(bench, rights);
    if (settings.parts !== 'questions')
      await play({
        settings,
        world,
        parts,
        prefix,
        stories,
        operation: rights.has ?? 'Wallets:Read',
        isFree: isFree(answers),
      });
  } catch (error) {
    ended = error;
  }
  const left = await clearUp(parts, world);
  if (ended && !(ended instanceof Interrupted)) throw ended;
  const found = {
    date: new Date(world.now()).toISOString(),
    organisation: { apiUrl: settings.apiUrl, orgId: settings.orgId },
    stories,
    answers: answers.all,
    shapes: [...shapes.found.values()],
    left,
    counts: { requests: door.requests, answersHeld: shapes.held },
  };
  const report = reportOf(found, secretsOf(settings, door), door.ids);
  for (const line of tableOf(report, new Set(knowledge.switches))) world.print(line);
  if (ended) {
    world.print('\nThe run was told to end; the report is not written.');
    return 130;
  }
  writeReport(report, settings.report);
  world.print(`\nFor programs: ${settings.report}`);
  return isGood(report) ? 0 : 1;
}

/** What cannot be written would only show when something stands there that it should name. */
function requireWritable({ record, report }) {
  for (const path of [record, report]) {
    try {
      accessSync(dirname(resolve(path)), constants.W_OK);
    } catch (error) {
      throw new Refused(`${path} cannot be written (${error.code})`);
    }
  }
}

/** One that no account and no role has; a login that Dfns refuses shows here, before anything was made. */
async function choosePrefix({ dfns }, { orgId }, world) {
  try {
    await dfns.provisioner();
    const [accounts, roles] = [await dfns.list('/auth/service-accounts'), await dfns.list('/permissions')];
    const names = [...accounts.items.map(({ userInfo }) => userInfo?.name), ...roles.items.map(({ name }) => name)];
    for (let tries = 0; tries < 10; tries += 1) {
      const prefix = newPrefix(orgId, world.randomBytes);
      if (!names.some((name) => String(name).startsWith(prefix))) return prefix;
    }
    throw new Error('every prefix that was drawn is taken');
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    throw new Refused(error.message);
  }
}

async function agree({ yes, apiUrl, orgId, parts, withPolicies, record }, { print, ask, signal }, { prefix, held }) {
  print(`In the organisation ${shortened(orgId)} at ${apiUrl} this makes, under the prefix ${prefix}:`);
  if (parts !== 'stories')
    print('  about ten service accounts and five roles for the questions, each for some seconds');
  if (parts !== 'questions')
    print('  one service account, its successors and one for a single run, and one role, for the stories');
  if (withPolicies) print('  two policies that are about one of these roles alone, and what they hold for approval');
  print(
    'Nothing else is changed or archived. At the end all of it is archived; Dfns keeps the names of archived roles.',
  );
  if (held && !held.some((name) => ['Permissions:Archive', 'Permissions:Delete'].includes(name)))
    print('The provisioner lacks Permissions:Archive: the roles stay, held by nobody, until a person archives them.');
  print(`What was made stands in ${record} until it is cleared.`);
  if (yes || (await ask('Go on?'))) return;
  if (signal.aborted) throw new Interrupted('the run was told to end');
  throw new Refused('nothing was made: it was not agreed to');
}

const needed = [
  ...['Create', 'Read', 'Update', 'Activate', 'Deactivate', 'Delete'].map((right) => `Auth:ServiceAccounts:${right}`),
  ...['Read', 'Assign', 'Assignments:Read', 'Create', 'Update', 'Revoke'].map((right) => `Permissions:${right}`),
];

/** Whether nothing but a fault of the action's can make Dfns refuse it: all rights are seen, and an assignment was done at once. */
function isFree(answers) {
  const held = answers.valueOf('provisionerOperations') ?? [];
  return needed.every((right) => held.includes(right)) && answers.valueOf('revokeStatus') !== undefined;
}

async function play({ settings, world, parts: { dfns, door }, prefix, stories, operation, isFree }) {
  const relay = await startRelay(door);
  const tell = (story) => {
    stories.push(story);
  };
  try {
    await tellStories({ dfns, relay, world, settings, prefix, operation, isFree, tell });
  } finally {
    await relay.close();
  }
}
