import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readOptions } from '../../simulator/cli.js';
import { switchesLike } from '../../simulator/like.js';
import { send } from './client.js';
import { simulate } from './scene.js';

const script = join(__dirname, '../../scripts/simulator.mjs');

describe('a report that another simulator is to be like', () => {
  const report = (answers: unknown, version: unknown = 1) => JSON.stringify({ version, answers });

  it('sets what it tells, leaves what was not asked, and says what cannot be played', () => {
    const answers = {
      deleteStatus: { value: 204 },
      provisionerOperations: { value: ['Wallets:Read', 'Keys:Create'] },
      pageSize: { notAsked: 'the 4 roles are all on one page' },
      revokeStatus: { value: 205 },
      blockStatus: { other: '418' },
      deletStatus: { value: 204 },
      accountTokenDays: { value: 365 },
      challengeSeconds: { value: 900 },
    };
    expect(switchesLike(report(answers))).toEqual({
      switches: { deleteStatus: 204, provisionerOperations: ['Wallets:Read', 'Keys:Create'] },
      unplayed: [
        'revokeStatus stays as it is here: 205 is none of 200 | 204',
        'blockStatus stays as it is here: "418" is none of 403 | 400 | 409 | 422',
        'deletStatus is left out: no switch has this name; see --help',
        'accountTokenDays is always 730 here: 365 has no switch',
      ],
    });
  });

  it.each([
    ['stories: none', /it is no JSON/],
    ['null', /its `version` is not 1/],
    [report({}, 2), /its `version` is not 1/],
    [report([]), /its `answers` are no object/],
    [
      report({ deleteStatus: 204 }),
      /the answer deleteStatus is none of \{ "value" \}, \{ "other" \}, \{ "notAsked" \}/,
    ],
  ])('is refused where it is another thing: %s', (text, why) => {
    expect(() => switchesLike(text)).toThrow(
      /^--like takes the acceptance.json of npm run acceptance, and this is none: /,
    );
    expect(() => switchesLike(text)).toThrow(why);
  });
});

describe('new users who are there from the start', () => {
  it.each([
    [undefined, []],
    ['provisioner', ['Provisioner']],
  ] as const)('hold, with --invited-users-role %s, the roles %j', async (role, names) => {
    const line = [
      '--invited-users',
      'jane@example.com=ABCD-EFGH-IJKL',
      ...(role ? ['--invited-users-role', role] : []),
    ];
    const simulator = await simulate(readOptions(line));
    const { organisation, orgId } = simulator;
    const jane = organisation.userNamed('jane@example.com');
    const held = organisation.assignmentsOf(jane?.userId ?? '');
    expect(held.map(({ permissionId }) => organisation.roles.get(permissionId)?.name)).toEqual(names);
    const begun = { username: 'jane@example.com', registrationCode: 'ABCD-EFGH-IJKL', orgId };
    expect(await send(simulator, 'POST', '/auth/registration/init', { body: begun })).toMatchObject({ status: 200 });
  });
});

describe('the command line', () => {
  it('reads options, switches and faults', () => {
    const line =
      '--port 4010 --latency 50 --legacy-shapes --delete-status=204 --provisioner-operations Wallets:Read,Keys:Create';
    expect(readOptions([...line.split(' '), '--fault', '7:cut-after', '--fault', 'GET /wallets:hang'])).toEqual({
      port: 4010,
      switches: {
        latencyMs: 50,
        legacyShapes: true,
        deleteStatus: 204,
        provisionerOperations: ['Wallets:Read', 'Keys:Create'],
      },
      faults: [
        { at: 7, kind: 'cut-after' },
        { method: 'GET', path: '/wallets', kind: 'hang' },
      ],
    });
  });

  it.each([
    ['--delete-status 205', /accepts 200 \| 204/],
    ['--no-such-thing', /no option --no-such-thing/],
    ['--port high', /0 to 65535/],
    ['--fault 7:burn', /7:cut-after/],
    ['--provisioner-key-type dsa', /ec-p256/],
    ['--tls-cert x', /belong together/],
    ['stray', /not understood: stray/],
    ['--invited-users-role administrator', /accepts none \| provisioner/],
  ])('refuses %s', (line, message) => {
    expect(() => readOptions(line.split(' '))).toThrow(message);
  });

  it('prints one line of JSON, serves though its input is closed, and ends when it is told to', async () => {
    const child = spawn(process.execPath, [script, '--vocabulary', '1.993'], { stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: string[] = [];
    const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    await once(reader, 'line');
    const printed = JSON.parse(lines[0] ?? '');
    expect(Object.keys(printed)).toEqual([
      'apiUrl',
      'orgId',
      'provisionerUsername',
      'provisionerCredentialId',
      'provisionerPrivateKey',
    ]);
    expect((await fetch(`${printed.apiUrl}/wallets`)).status).toBe(401);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect([code, lines.length]).toEqual([0, 1]);
  });

  it('says in one line what was wrong', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [script, '--delete-status', '205'], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n').at(-1)).toBe('--delete-status accepts 200 | 204, not 205');
  });
});
