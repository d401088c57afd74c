import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readOptions } from '../../simulator/cli.js';

const script = join(__dirname, '../../scripts/simulator.mjs');

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
