import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './loopback.js';

export interface PythonServers {
  readonly bao: string;
  readonly motoServer: string;
  readonly python: string;
  readonly pythonPath: string;
  readonly discovery: string;
}

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'python-servers.mjs');

/**
 * Where the servers from PyPI are; without Python 3 the reason why they are not, printed once a test file. With
 * `REQUIRE_ALL_TESTS=1` that is a failure.
 */
export function pythonServers(): PythonServers | undefined {
  const found = JSON.parse(output()) as PythonServers | { missing: string };
  if (!('missing' in found)) return found;
  const message = `tests of Vault, AWS and GCP against real servers are left out: ${found.missing}`;
  if (process.env.REQUIRE_ALL_TESTS === '1') throw new Error(message);
  process.stderr.write(`${message}\n`);
  return undefined;
}

function output(): string {
  try {
    return execFileSync(process.execPath, [SCRIPT], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout) || '{"missing":"its script failed"}';
  }
}

export interface Started {
  readonly url: string;
  stop(): Promise<void>;
}

export const BAO_TOKEN = 'root-token-of-the-tests';

export async function startOpenBao({ bao }: PythonServers): Promise<Started> {
  const port = await freePort();
  const flags = [
    '-dev',
    '-dev-no-store-token',
    `-dev-root-token-id=${BAO_TOKEN}`,
    `-dev-listen-address=127.0.0.1:${port}`,
  ];
  return started(
    spawn(bao, ['server', ...flags], { stdio: 'ignore' }),
    `http://127.0.0.1:${port}`,
    '/v1/sys/internal/ui/mounts',
  );
}

export async function startMoto({ python, pythonPath }: PythonServers): Promise<Started> {
  const port = await freePort();
  const env = { ...process.env, PYTHONPATH: pythonPath };
  const server = spawn(python, [join(__dirname, 'moto_as_aws.py'), '-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env,
  });
  return started(server, `http://127.0.0.1:${port}`, '/moto-api/data.json');
}

async function started(server: ChildProcess, url: string, path: string): Promise<Started> {
  for (let tries = 0; (await status(url + path)) !== 200; tries++) {
    if (tries > 300 || server.exitCode !== null) throw new Error(`the server of ${url} does not start`);
    await pause(100);
  }
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGKILL');
      await ended;
    },
  };
}

function status(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const headers = { 'x-vault-token': BAO_TOKEN };
    get(url, { headers }, (response) => resolve(response.resume().statusCode)).on('error', () => resolve(undefined));
  });
}
