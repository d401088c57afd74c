import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { credentialOf, errorOf, run, simulate } from './scene.js';

const hostileNames = [
  'evil\n::set-output name=token::forged',
  'evil\r::error::forged',
  '::stop-commands::x',
  '##[error]forged',
  '<img src=x onerror=alert(1)><a href="https://evil.example">click</a>',
  '[click](https://evil.example) | a | b | `code` @octocat #1',
  'evil\u001b[2J\u001b]0;title\u0007\u202egnp.exe',
];

describe('Text from outside', () => {
  test.each(hostileNames)(
    'as the name of a role (%j) forges no command, no Markdown and no control character',
    async (name) => {
      const simulator = await simulate();
      const first = await run(simulator);
      const account = [...simulator.organisation.serviceAccounts.values()].find(({ name }) => name === 'backend');
      const role = simulator.organisation.createRole('plain', ['Wallets:Read']);
      role.name = name;
      simulator.organisation.assign(role.id, account?.userId ?? '');
      const revoked = await run(simulator, { ...credentialOf(first), exclusive: 'true' });
      expect(revoked.outputs.status).toBe('updated');
      expect(revoked.annotations).toEqual([]);
      expect(
        revoked.commands.map(({ name }) => name).filter((name) => !['add-mask', 'group', 'endgroup'].includes(name)),
      ).toEqual([]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
      expect(revoked.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
      expect(revoked.summary).not.toMatch(/<(img|a)\b|\]\(http|`/);
      expect(revoked.summary).not.toMatch(/^::/m);
    },
  );

  test('in an error of the API is told, and forges nothing', async () => {
    const server = createServer((_, response) => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ error: { message: 'no\n::set-output name=token::forged\n<script>x</script>\u001b[31m' } }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const simulator = await simulate();
    const { port } = server.address() as AddressInfo;
    const failed = await run({ ...simulator, apiUrl: `http://127.0.0.1:${port}` });
    server.close();
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('Dfns answered 403: no');
    expect(failed.outputs).toEqual({});
    expect(failed.commands.filter(({ name }) => !['add-mask', 'error'].includes(name))).toEqual([]);
    expect(failed.summary).not.toContain('<script>');
    expectNoLeak(failed, [simulator.provisioner.privateKey]);
  });

  test('in an error that repeats the token which it was sent is redacted', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const server = createServer((request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `bad header ${request.headers.authorization}` } }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const failed = await run(
      { ...simulator, apiUrl: `http://127.0.0.1:${port}` },
      { mode: 'validate', 'key-type': undefined, ...credentialOf(first) },
    );
    server.close();
    expect(failed.exitCode).toBe(1);
    expectNoLeak(failed, [
      first.outputs.token ?? '',
      first.outputs['private-key'] ?? '',
      simulator.provisioner.privateKey,
    ]);
  });
});
