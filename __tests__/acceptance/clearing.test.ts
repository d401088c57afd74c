import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import type { Settings } from '../../scripts/acceptance/arguments.js';
import { newPrefix } from '../../scripts/acceptance/names.js';
import { acceptance } from '../../scripts/acceptance/run.js';
import type { Simulator } from '../../simulator/index.js';
import { contract } from '../../simulator/schemas.js';
import { stoppedAtEach } from './moments.js';
import { addUnderPrefix, fill } from './organisation.js';
import { allRights, dump, settingsFor, simulate, standing, worldOf } from './scene.js';

/** A lot that is the same in each run: names that come close to it can be made beforehand. */
const lot = () => Buffer.from('0123456789ab', 'hex');

async function filled(): Promise<{ simulator: Simulator; prefix: string; before: string }> {
  const simulator = await simulate({ provisionerOperations: allRights });
  const prefix = newPrefix(simulator.orgId, lot);
  fill(simulator, prefix);
  return { simulator, prefix, before: othersOf(simulator) };
}

const isMine = (name: unknown) =>
  /^dfns-acceptance-0123456789ab[0-9a-f]{6}-(q\d{1,2}|role\d|story\d?|duty|policy\d)(-(next|retired|run)-.*)?$/.test(
    String(name),
  );

function mineOf(simulator: Simulator): string[] {
  return standing(simulator).filter(isMine);
}

/** What is not of this program's making, byte for byte. */
function othersOf(simulator: Simulator): string {
  const all = JSON.parse(dump(simulator)) as Record<string, [string, Record<string, unknown>][]>;
  const {
    serviceAccounts = [],
    roles = [],
    policies = [],
    assignments = [],
    users,
    personalAccessTokens,
    wallets,
  } = all;
  const isOthers = ([, { name }]: [string, Record<string, unknown>]) => !isMine(name);
  const ids = new Set([...serviceAccounts, ...roles].filter(isOthers).map(([id]) => id));
  const held = assignments.filter(
    ([, { permissionId, identityId }]) => ids.has(String(permissionId)) || ids.has(String(identityId)),
  );
  return JSON.stringify([
    users,
    personalAccessTokens,
    wallets,
    held,
    [...serviceAccounts, ...roles, ...policies].filter(isOthers),
  ]);
}

const knowledge = { contract, switches: [] };
const isWhole = process.env.ACCEPTANCE_WHOLE === '1';

/** What `--clean` leaves where the run had ended now: with its record, and where that is lost by the names alone. */
async function leftByCleaning(simulator: Simulator, settings: Settings, isLost: boolean) {
  const record = `${settings.record}-then`;
  rmSync(record, { force: true });
  if (!isLost && existsSync(settings.record)) copyFileSync(settings.record, record);
  const exitCode = await acceptance({ ...settings, record, clean: true }, worldOf(simulator), knowledge);
  return { exitCode, mine: mineOf(simulator), others: othersOf(simulator) };
}

describe('A run that is killed', () => {
  // `npm run acceptance:kills` looks at every moment; here a few have to do, without the stories.
  const isLookedAt = (count: number) => isWhole || count % 60 === 45;

  test(
    'leaves, at every request, nothing that --clean does not clear, by its record or without it, and nothing else touched',
    async () => {
      const { simulator, before } = await filled();
      const settings = settingsFor(simulator, { withPolicies: true, parts: isWhole ? 'all' : 'questions' });
      const cleared = { exitCode: 0, mine: [], others: before };
      let moments = 0;
      const fetch = stoppedAtEach(simulator, async ({ count, when }) => {
        const text = existsSync(settings.record) ? readFileSync(settings.record, 'utf8') : '';
        const unrecorded = mineOf(simulator).filter((name) => !text.includes(`"${name}"`));
        expect({ count, when, unrecorded }).toEqual({ count, when, unrecorded: [] });
        if (!isLookedAt(count)) return;
        for (const isLost of [false, true]) {
          const left = await leftByCleaning(simulator, settings, isLost);
          expect({ count, when, isLost, ...left }).toEqual({ count, when, isLost, ...cleared });
          moments += 1;
        }
      });
      expect(await acceptance(settings, worldOf(simulator, { fetch, randomBytes: lot }), knowledge)).toBe(0);
      expect({ mine: mineOf(simulator), others: othersOf(simulator) }).toEqual({ mine: [], others: before });
      expect(existsSync(settings.record)).toBe(false);
      if (isWhole) process.stdout.write(`killed and cleared ${moments} times\n`);
    },
    isWhole ? 1_200_000 : undefined,
  );

  test('leaves alone what somebody made meanwhile under its very prefix', async () => {
    const { simulator, prefix } = await filled();
    let others = '';
    simulator.onRequest = (moment, { index }) => {
      if (index !== 60 || moment !== 'before') return;
      addUnderPrefix(simulator, prefix);
      others = othersOf(simulator);
    };
    const settings = settingsFor(simulator);
    expect(await acceptance(settings, worldOf(simulator, { randomBytes: lot }), knowledge)).toBe(0);
    expect({ mine: mineOf(simulator), others: othersOf(simulator) }).toEqual({ mine: [], others });
  });
});
