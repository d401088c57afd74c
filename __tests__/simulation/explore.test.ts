import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const command = join(__dirname, '..', '..', 'scripts', 'explore.mjs');

/** In processes of their own: what is ambient is replaced there, and jest's own transform would make each history three times as long. */
async function exploring(...options: string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, [command, ...options], { maxBuffer: 2 ** 26 });
  const { stdout } = await run.catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${error.stdout}\n${error.stderr}`);
  });
  return stdout;
}

test('every history of one event, every pair for ensure, rotate and revoke, and runs at once: what must hold, holds', async () => {
  const told = await exploring();
  const [, histories, played, covered] = /^all +(\d+) +(\d+) +(\d+)/m.exec(told) ?? [];
  expect(Number(histories)).toBeGreaterThan(50_000);
  // Of those that are covered by an equal state, one of 400 was played all the same and ended so, or the command had failed.
  expect(Number(played) + Number(covered)).toBe(Number(histories));
  process.stdout.write(`\n${told}\n`);
}, 1_800_000);

test('a history is played again by its word, with real signatures too', async () => {
  const told = await exploring('--replay', 'vault/rotate 14:cut-after', '--signatures');
  expect(told).toContain('POST api.dfns.test/auth/service-accounts [cut-after]');
  expect(told).toContain('= rotated');
}, 120_000);
