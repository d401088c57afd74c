import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPrivateKey, readPublicKey } from '../../src/core/key-pair.js';
import { refusalOf } from './refusal.js';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
(hasOpenssl ? describe : describe.skip)('what openssl writes, as the guide of Dfns tells people to', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  }
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');

  test.each<[string, string[]]>([
    ['genrsa', ['genrsa', '-out', 'key.pem', '2048']],
    ['genrsa in the old form', ['genrsa', '-traditional', '-out', 'key.pem', '2048']],
    ['ecparam, with its parameters before the key', ['ecparam', '-genkey', '-name', 'prime256v1', '-out', 'key.pem']],
    ['genpkey Ed25519', ['genpkey', '-algorithm', 'ed25519', '-out', 'key.pem']],
  ])('%s and pkey -pubout are one pair', (_, args) => {
    openssl(...args);
    openssl('pkey', '-in', 'key.pem', '-pubout', '-out', 'key.pub');
    expect(readPublicKey(read('key.pub')).fingerprint).toBe(readPrivateKey(read('key.pem')).fingerprint);
  });

  test('an encrypted key is refused as such', () => {
    openssl('genrsa', '-aes256', '-passout', 'pass:x', '-out', 'encrypted.pem', '2048');
    expect(refusalOf(readPrivateKey, read('encrypted.pem'))).toMatch(/encrypted/);
  });
});
