import { existsSync, readFileSync } from 'node:fs';
import { newPrefix } from '../../scripts/acceptance/names.js';
import { acceptance } from '../../scripts/acceptance/run.js';
import type { Simulator } from '../../simulator/index.js';
import { contract } from '../../simulator/schemas.js';
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
  /^dfns-acceptance-0123456789ab[0-9a-f]{6}-(q\d|role\d|story\d?|duty|policy\d)(-(next|retired|run)-.*)?$/.test(
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

/** As if the process had been killed at this request: nothing comes back, and nothing is done any more. */
function killedAt(count: number, moment: 'before' | 'after') {
  let sent = 0;
  let tellDeath: (() => void) | undefined;
  const death = new Promise<'dead'>((resolve) => {
    tellDeath = () => resolve('dead');
  });
  const deadly: typeof fetch = async (...request) => {
    sent += 1;
    if (sent < count) return fetch(...request);
    if (sent === count && moment === 'after') await fetch(...request);
    tellDeath?.();
    return new Promise<never>(() => undefined);
  };
  return { deadly, death };
}

const knowledge = { contract, switches: [] };

describe('A run that is killed', () => {
  test('has, at every request, all that stands there in its record, and nothing else of the organisation touched', async () => {
    const { simulator, prefix, before } = await filled();
    const settings = settingsFor(simulator, { withPolicies: true, parts: 'all' });
    let others = before;
    const unrecorded: string[] = [];
    simulator.onRequest = (moment, { index }) => {
      if (index === 60 && moment === 'before') {
        addUnderPrefix(simulator, prefix);
        others = othersOf(simulator);
      }
      const text = existsSync(settings.record) ? readFileSync(settings.record, 'utf8') : '';
      const missing = mineOf(simulator).filter((name) => !text.includes(`"${name}"`));
      unrecorded.push(...missing.map((name) => `${name} ${moment} ${index}`));
    };
    expect(await acceptance(settings, worldOf(simulator, { randomBytes: lot }), knowledge)).toBe(0);
    expect(unrecorded).toEqual([]);
    expect(mineOf(simulator)).toEqual([]);
    expect(othersOf(simulator)).toBe(others);
    expect(existsSync(settings.record)).toBe(false);
  });

  const isWhole = process.env.ACCEPTANCE_SWITCHES === '1';
  const counts = Array.from({ length: isWhole ? 400 : 1 }, (_, index) => (isWhole ? index + 3 : 45));

  test.each(counts.flatMap((count) => [{ count, moment: 'before' } as const, { count, moment: 'after' } as const]))(
    'at request $count, $moment it is acted upon, leaves nothing that --clean does not clear',
    async ({ count, moment }) => {
      const { simulator, before } = await filled();
      const settings = settingsFor(simulator, { withPolicies: true });
      const { deadly, death } = killedAt(count, moment);
      await Promise.race([
        acceptance(settings, worldOf(simulator, { fetch: deadly, randomBytes: lot }), knowledge),
        death,
      ]);
      const isRecorded = existsSync(settings.record);
      expect(await acceptance({ ...settings, clean: true }, worldOf(simulator), knowledge)).toBe(0);
      expect({ isRecorded, mine: mineOf(simulator) }).toEqual({ isRecorded, mine: [] });
      expect(othersOf(simulator)).toBe(before);
    },
  );
});
