import { startSimulator } from '../../simulator/index.js';
import { type Faulty, faultyProxy } from '../servers/faulty.js';
import { fakeGithub } from '../servers/github.js';
import type { FakeIssues } from '../servers/github-issues.js';
import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { askFor, createFrom, fingerprintIn, type Scene, withoutProvisioner } from './asked.js';
import { at, countRequests, type Death, dying, ways } from './dying.js';
import { inParallel, upTo } from './in-parallel.js';
import { type Cupboard, openCupboard, type Shelf, works } from './kept.js';
import { accountNames, type Inputs, rolesOf } from './scene.js';

const servers = pythonServers();
const [vault] = READABLE;

interface Stage extends Scene {
  readonly shelf: Shelf;
  readonly proxy: Faulty;
  readonly issues: FakeIssues;
  readonly violations: readonly string[];
}

interface Story {
  readonly name: string;
  arrange(stage: Stage): Promise<Inputs>;
}

const loginOf = ({ simulator: { provisioner } }: Stage): Inputs => ({
  'provisioner-username': provisioner.username,
  'provisioner-credential-id': provisioner.credentialId,
  'provisioner-private-key': provisioner.privateKey,
});

const stories: readonly Story[] = [
  { name: 'a first request', arrange: async () => withoutProvisioner },
  {
    name: 'a request whose key the store lost',
    async arrange(stage) {
      await askFor(stage);
      await stage.shelf.store.clear();
      return withoutProvisioner;
    },
  },
  {
    name: 'an adoption',
    async arrange(stage) {
      await askFor(stage);
      return { token: createFrom(stage.simulator, stage.issues.open[0]) };
    },
  },
  {
    name: 'an adoption with a provisioner',
    async arrange(stage) {
      await askFor(stage);
      return { ...loginOf(stage), token: createFrom(stage.simulator, stage.issues.open[0]) };
    },
  },
];

const deaths = ways.filter(({ moment }) => moment === 'after');

const atOnce = 6;

(servers ? describe : describe.skip).each(stories)('Of $name, a run that is killed at any request', (story) => {
  let cupboard: Cupboard;

  beforeAll(async () => {
    if (servers && vault) cupboard = await openCupboard(vault, servers);
  }, 60_000);
  afterAll(() => cupboard.stop());

  test.each(deaths)(
    'by $signal $moment the server acted, leaves what the next plain run puts in order',
    async (way) => {
      const last = await onStage((stage, inputs) => countRequests(placesOf(stage), () => askFor(stage, inputs)));
      expect(last).toBeGreaterThan(3);
      await inParallel(upTo(last), atOnce, (at) => survives({ ...way, at }));
    },
    300_000,
  );

  async function survives(death: Death): Promise<void> {
    await onStage((stage, inputs) =>
      at(death, async () => {
        const killed = await dying(placesOf(stage), death, (options) => askFor(stage, inputs, options));
        const next = await askFor(stage, inputs);
        expect(next.annotations).toEqual([]);
        expect(next.exitCode).toBe(0);
        const { current, pending } = await stage.shelf.store.read();
        expectNoLeak(killed, [pending?.document.DFNS_PRIVATE_KEY ?? '', inputs.token ?? ''].filter(Boolean));
        if (inputs.token === undefined) {
          expect(next.outputs.status).toBe('requested');
          expect(stage.issues.open.map(fingerprintIn)).toEqual([pending?.document.DFNS_KEY_FINGERPRINT]);
          expect(next.outputs['key-fingerprint']).toBe(pending?.document.DFNS_KEY_FINGERPRINT);
          expect(accountNames(stage.simulator)).toEqual([]);
        } else {
          expect(next.outputs.token).toBe(inputs.token);
          expect(current?.document.DFNS_AUTH_TOKEN).toBe(inputs.token);
          expect(await works(stage.simulator, current?.document)).toBe(true);
          expect([pending, stage.issues.open]).toEqual([undefined, []]);
          // Said once, however often it was begun.
          expect(stage.issues.all.map(({ comments }) => comments.length)).toEqual([1]);
          if (inputs['provisioner-username']) expect(rolesOf(stage.simulator, 'backend')).toEqual(['create-wallets']);
          expect(accountNames(stage.simulator)).toEqual(['backend']);
          expect((await askFor(stage, inputs)).outputs.status).toBe('unchanged');
        }
        expect(stage.violations).toEqual([]);
      }),
    );
  }

  async function onStage<T>(play: (stage: Stage, inputs: Inputs) => Promise<T>): Promise<T> {
    const [simulator, github, shelf] = await Promise.all([startSimulator(), fakeGithub(), cupboard.shelf()]);
    const proxy = await faultyProxy(github.url);
    const { issues, violations, workflowToken } = github;
    const stage = { simulator, github: { url: proxy.url, workflowToken }, shelf, proxy, issues, violations };
    try {
      return await play(stage, await story.arrange(stage));
    } finally {
      await Promise.all([simulator.close(), github.stop(), shelf.close(), proxy.stop()]);
    }
  }
});

function placesOf({ simulator, shelf, proxy }: Stage) {
  return [simulator, shelf, proxy];
}
