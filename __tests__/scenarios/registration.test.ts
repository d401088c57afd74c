import type { Simulator } from '../../simulator/index.js';
import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { actingAs, bootstrapInputs, onStage } from './bootstrapped.js';
import { at, countRequests, dying } from './dying.js';
import { type Cupboard, openCupboard, runWith, type Shelf } from './kept.js';
import { errorOf, warningsOf } from './scene.js';

const servers = pythonServers();
const newcomer = 'release@example.com';
const [vault] = READABLE;

/** The new user's inputs, with a code, or without one. */
function registering(code: string | undefined) {
  return { ...bootstrapInputs(undefined), 'provisioner-username': newcomer, 'registration-code': code };
}

/** Ids of the credentials that the new user holds. */
function held({ organisation }: Simulator): string[] {
  return organisation.userNamed(newcomer)?.credentials.map(({ credentialId }) => credentialId) ?? [];
}

async function isKept(simulator: Simulator, shelf: Shelf): Promise<boolean> {
  const { current, pending } = await shelf.store.read();
  return (
    !pending && current?.document.DFNS_USERNAME === newcomer && held(simulator).join() === current.document.DFNS_CRED_ID
  );
}

(servers ? describe : describe.skip)('A new user without a passkey', () => {
  let cupboard: Cupboard;
  beforeAll(async () => {
    if (servers && vault) cupboard = await openCupboard(vault, servers);
  }, 60_000);
  afterAll(() => cupboard.stop());

  test('becomes the provisioner by the code from its e-mail; a person gives it a role, and it provisions', async () => {
    await onStage(cupboard, async (simulator, shelf) => {
      const { user, code } = simulator.organisation.inviteUser(newcomer);
      const first = await runWith(simulator, shelf, registering(code));
      expect(errorOf(first)).toBe('');
      expect(first.outputs).toMatchObject({ status: 'created', changed: 'true', 'credential-id': held(simulator)[0] });
      expect(await isKept(simulator, shelf)).toBe(true);
      const key = (await shelf.store.read()).current?.document.DFNS_PRIVATE_KEY ?? '';
      expectNoLeak(first, [code, key]);
      const again = await runWith(simulator, shelf, registering(code));
      expect(again.outputs.status).toBe('unchanged');
      expect(again.log).toContain('the registration code is not spent');

      const account = await cupboard.shelf();
      const without = await runWith(simulator, account, actingAs(shelf), { env: shelf.env });
      expect(errorOf(without)).toContain('[FORBIDDEN]');
      const role = [...simulator.organisation.roles.values()].find(({ name }) => name === 'Provisioner');
      simulator.organisation.assign(role?.id ?? '', user.userId);
      const made = await runWith(simulator, account, actingAs(shelf), { env: shelf.env });
      expect([errorOf(made), made.outputs.status]).toEqual(['', 'created']);
      await account.close();
    });
  }, 60_000);

  test('is told which way its code is of no use, and the store stays empty', async () => {
    await onStage(cupboard, async (simulator, shelf) => {
      const { organisation } = simulator;
      const { code } = organisation.inviteUser(newcomer);
      const other = organisation.inviteUser('other@example.com').code;
      const used = organisation.resendRegistrationCode(newcomer);
      const errorFor = async (inputs: Record<string, string | undefined>) => {
        const failed = await runWith(simulator, shelf, { ...registering(code), ...inputs });
        expect(await shelf.store.read()).toEqual({});
        return errorOf(failed);
      };
      // A newer e-mail ends the code of the one before.
      expect(await errorFor({})).toMatch(/sent last, or it was used.*\[CODE_REFUSED\]/s);
      expect(await errorFor({ 'registration-code': other })).toMatch(/403: Invalid code.*this very user/s);
      expect(await errorFor({ 'registration-code': 'NO-SUCH-CODE' })).toContain('403: Invalid code');
      expect(await errorFor({ 'provisioner-username': 'nobody@example.com' })).toMatch(/knows no user nobody@/);
      expect(await errorFor({ 'org-id': 'or-1a2b3-4c5d6-7e8f9g0h1i2j3k4l' })).toMatch(/401: User not found.*org-id/s);
      expect(await errorFor({ 'provisioner-username': 'ci@example.com' })).toMatch(/400: User is already registered/);
      organisation.clock.advance(14_400);
      expect(await errorFor({ 'registration-code': used })).toMatch(
        /400: Registration code expired.*invitation sent again/s,
      );
      expect(await errorFor({ 'registration-code': undefined })).toContain(
        'neither credential-code nor registration-code',
      );
      simulator.switches.keyAsFirstFactor = false;
      const fresh = organisation.resendRegistrationCode(newcomer);
      expect(await errorFor({ 'registration-code': fresh })).toMatch(/does not let .* register a Key: it takes Fido2/);
      expect(held(simulator)).toEqual([]);
    });
  }, 60_000);

  test.each(['cut-after', '500-after', 'garbage-after'])(
    'is registered once though the answer is lost (%s)',
    async (kind) => {
      await onStage(cupboard, async (simulator, shelf) => {
        const { code } = simulator.organisation.inviteUser(newcomer);
        const fault = kind === 'garbage-after' ? 'truncated-json' : (kind as 'cut-after' | '500-after');
        simulator.inject({ method: 'POST', path: '/auth/registration', kind: fault });
        const { exitCode } = await runWith(simulator, shelf, registering(code));
        expect([exitCode, held(simulator).length, await isKept(simulator, shelf)]).toEqual([0, 1, true]);
        expect(simulator.faultsUsed()).toBe(1);
      });
    },
  );

  test('is finished by the next run wherever one was killed, by the same code, by another, or by none once it is registered', async () => {
    const requests = await countKilled();
    for (let number = 1; number <= requests; number++) {
      for (const moment of ['before', 'after'] as const) {
        const death = { at: number, moment, signal: 'SIGKILL' as const };
        await at(death, () => onStage(cupboard, (simulator, shelf) => killedThenFinished(simulator, shelf, death)));
      }
    }
  }, 240_000);

  async function countKilled(): Promise<number> {
    let count = 0;
    await onStage(cupboard, async (simulator, shelf) => {
      const { code } = simulator.organisation.inviteUser(newcomer);
      count = await countRequests([simulator], () => runWith(simulator, shelf, registering(code)));
    });
    return count;
  }

  async function killedThenFinished(
    simulator: Simulator,
    shelf: Shelf,
    death: Parameters<typeof dying>[1],
  ): Promise<void> {
    const { code } = simulator.organisation.inviteUser(newcomer);
    await dying([simulator], death, (options) => runWith(simulator, shelf, registering(code), options));
    const isRegistered = held(simulator).length > 0;
    const next = await runWith(simulator, shelf, registering(isRegistered ? undefined : code));
    expect([errorOf(next), held(simulator).length, await isKept(simulator, shelf)]).toEqual(['', 1, true]);
    expect(warningsOf(next).filter((warning) => !warning.includes('no longer logs in'))).toEqual([]);
  }

  test('is told that a new code is needed where Dfns uses one up at once and the run died', async () => {
    await onStage(cupboard, async (simulator, shelf) => {
      simulator.switches.registrationCodeSpent = 'at-init';
      const { code } = simulator.organisation.inviteUser(newcomer);
      simulator.inject({ method: 'POST', path: '/auth/registration', kind: 'cut-before', times: 9 });
      expect((await runWith(simulator, shelf, registering(code))).exitCode).toBe(1);
      simulator.clearFaults();
      expect(errorOf(await runWith(simulator, shelf, registering(code)))).toContain('[CODE_REFUSED]');
      const fresh = simulator.organisation.resendRegistrationCode(newcomer);
      expect(errorOf(await runWith(simulator, shelf, registering(fresh)))).toBe('');
      expect(await isKept(simulator, shelf)).toBe(true);
    });
  }, 60_000);
});
