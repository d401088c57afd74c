import { describe, isDone } from './dfns.js';

/** A step ended as no story expects, but for a reason that is the organisation's: the story could not be told. */
class NotTold extends Error {}
/** The action did not do what it promises. */
class Failed extends Error {}

/** Codes of errors with which the action says that it may not, or has to wait. */
const cannot = ['HELD_FOR_APPROVAL', 'ADMIN_ROLE', 'RATE_LIMITED', 'PROVISIONER_KIND'];
/** The most requests of one step. */
const requestsOfStep = 60;

/**
 * The built action through the life of an account, as its runner runs it, against the relay.
 * @param {{ dfns: import('./dfns.js').Dfns, relay: { apiUrl: string, refused: string[] }, world: import('./world.js').World,
 *   settings: import('./arguments.js').Settings, prefix: string, operation: string, isFree: boolean, tell: (story: Story) => void }} stage
 * @returns {Promise<Story[]>} `isFree`: it is known that the provisioner has all rights, and that no policy stands in its way; then a 403 is
 *   the action's own fault
 *
 * @typedef {{ name: string, outcome: 'as expected' | 'failed' | 'not told', because?: string }} Story
 */
export async function tellStories(stage) {
  const told = [];
  const life = newLife(stage);
  for (const [name, tell] of Object.entries(stories)) {
    const story = await oneStory(name, tell, life, stage, told);
    told.push(story);
    stage.tell(story);
  }
  return told;
}

async function oneStory(name, tell, life, stage, told) {
  const broken = needs[name]?.find((other) =>
    told.some((story) => story.name === other && story.outcome !== 'as expected'),
  );
  if (broken) return { name, outcome: 'not told', because: `it begins where “${broken}” ends` };
  const { refused: held, forbidden } = stage.relay;
  const before = { held: held.length, forbidden: forbidden.length };
  try {
    await tell(life, stage);
    const [refused] = held.slice(before.held);
    if (refused) throw new Failed(`the action was held back: ${refused}`);
    return { name, outcome: 'as expected' };
  } catch (error) {
    if (error.constructor.name === 'Interrupted') throw error;
    const [refusal] = forbidden.slice(before.forbidden);
    if (!(error instanceof NotTold) && refusal && !stage.isFree)
      return { name, outcome: 'not told', because: `Dfns refuses the provisioner what it takes (${refusal})` };
    return { name, outcome: error instanceof NotTold ? 'not told' : 'failed', because: error.message };
  }
}

function newLife({ prefix, operation }) {
  return {
    account: {
      name: `${prefix}-story`,
      role: `${prefix}-duty`,
      permissions: operation,
      'key-type': 'ec-p256',
      'output-private-key': 'true',
    },
    current: undefined,
    previous: undefined,
  };
}

const needs = {
  'nothing to do': ['first run'],
  'somebody changed the role': ['first run'],
  'the token is lost': ['first run'],
  'a rotation, both tokens alive': ['first run'],
  'the old account is retired': ['first run', 'a rotation, both tokens alive'],
  'a job that only validates': ['first run'],
  'a revocation': ['first run'],
};

const stories = {
  async 'first run'(life, stage) {
    life.current = await step(stage, life.account);
    expectStatus(life.current, 'created');
    if (!life.current.outputs.token || !life.current.outputs['private-key'])
      throw new Failed('there is no token, or no private key');
  },

  async 'nothing to do'(life, stage) {
    const run = await step(stage, { ...life.account, ...credentialOf(life.current) });
    expectStatus(run, 'unchanged');
    if (run.outputs.changed !== 'false') throw new Failed('something was written');
  },

  async 'somebody changed the role'(life, stage) {
    const path = `/permissions/${life.current.outputs['role-id']}`;
    const other = ['Wallets:Read', 'Wallets:Transfers:Read'].filter((name) => name !== life.account.permissions);
    const changed = await stage.dfns.change('PUT', path, { operations: other.slice(0, 1) });
    if (!isDone(changed)) throw new NotTold(`the role could not be changed (${describe(changed)})`);
    expectStatus(await step(stage, { ...life.account, ...credentialOf(life.current) }), 'updated');
    const { json } = await stage.dfns.get(path);
    if (json?.operations?.join() !== life.account.permissions)
      throw new Failed('the role does not hold what is declared');
  },

  async 'the token is lost'(life, stage) {
    const lost = await step(stage, life.account, { mayFail: true });
    if (lost.exitCode === 0 || !errorOf(lost).includes('[TOKEN_LOST]'))
      throw judged(lost, 'a run without the token did not say that it is lost');
    const old = life.current;
    life.current = await step(stage, { ...life.account, 'on-lost-token': 'replace' });
    expectStatus(life.current, 'created');
    if (await works(stage, life, old)) throw new Failed('the token of the replaced account still works');
  },

  async 'a rotation, both tokens alive'(life, stage) {
    life.previous = life.current;
    life.current = await step(stage, { ...life.account, mode: 'rotate', ...credentialOf(life.previous) });
    expectStatus(life.current, 'rotated');
    if (!(await works(stage, life, life.previous))) throw new Failed('the old token is dead within the grace period');
    if (!(await works(stage, life, life.current))) throw new Failed('the new token does not work');
  },

  async 'the old account is retired'(life, stage) {
    await step(stage, { ...life.account, ...credentialOf(life.current), 'retire-after': '0' });
    if (await works(stage, life, life.previous)) throw new Failed('the old token still works');
    if (!(await works(stage, life, life.current))) throw new Failed('the new token is dead');
  },

  async 'a job that only validates'(life, stage) {
    if (!(await works(stage, life, life.current))) throw new Failed('the token was not let through');
    const { token = '' } = life.current.outputs;
    const broken = { ...credentialOf(life.current), token: `${token.slice(0, -8)}AAAAAAAA` };
    if ((await validate(stage, life, broken)).exitCode === 0) throw new Failed('a token that is none was let through');
  },

  async 'an account for one run'(life, stage) {
    const inputs = { ...life.account, name: `${stage.prefix}-story2`, ephemeral: 'true' };
    const main = await step(stage, inputs);
    expectStatus(main, 'created');
    if (!(await works(stage, life, main, inputs.name))) throw new Failed('its token does not work');
    await step(stage, inputs, { entry: 'post', state: main.state });
    if (await works(stage, life, main, inputs.name)) throw new Failed('its token works after the job');
  },

  async 'a revocation'(life, stage) {
    expectStatus(await step(stage, { mode: 'revoke', name: life.account.name }), 'revoked');
    if (await works(stage, life, life.current)) throw new Failed('the token still works');
  },
};

/** A step as the runner runs it. Where the organisation's limit got in its way, once more in a new minute. */
async function step(stage, inputs, { mayFail = false, ...options } = {}) {
  const { world, relay, settings, dfns } = stage;
  const { orgId, username, credentialId, privateKey } = settings;
  const simulator = { apiUrl: relay.apiUrl, orgId, provisioner: { username, credentialId, privateKey } };
  const play = async () => {
    await dfns.door.makeRoom(requestsOfStep);
    return world.runAction(inputs, { ...(!options.isAlone && { simulator }), ...options, signal: world.signal });
  };
  const { refusals } = dfns.door.traffic;
  let run = await play();
  if (run.exitCode !== 0 && dfns.door.traffic.refusals > refusals) run = await play();
  if (world.signal.aborted) await dfns.get('/permissions');
  if (run.exitCode !== 0 && !mayFail) throw judged(run, 'the step failed');
  return run;
}

function validate(stage, life, credential, name = life.account.name) {
  const inputs = { mode: 'validate', name, 'api-url': stage.relay.apiUrl, ...credential };
  return step(stage, inputs, { mayFail: true, isAlone: true });
}

/** Whether a job that has only this credential is let through. */
async function works(stage, life, run, name) {
  return (await validate(stage, life, credentialOf(run), name)).exitCode === 0;
}

const credentialOf = ({ outputs }) => ({ token: outputs.token ?? '', 'private-key': outputs['private-key'] ?? '' });

function expectStatus(run, status) {
  if (run.outputs.status !== status)
    throw judged(run, `the status is ${run.outputs.status ?? 'missing'}, not ${status}`);
}

/** What the action said, and whether the reason is the organisation's. */
function judged(run, what) {
  const said = errorOf(run);
  if (run.outputs.status === 'pending-approval')
    return new NotTold('a policy of the organisation holds assignments for approval');
  const isTheirs = cannot.some((code) => said.includes(`[${code}]`));
  return isTheirs ? new NotTold(said) : new Failed(said === '' ? what : `${what}: ${said}`);
}

function errorOf({ annotations }) {
  const errors = annotations.filter(({ level }) => level === 'error');
  return errors.map(({ message }) => message.replace(/\s*\n\s*/g, ' ')).join(' ');
}
