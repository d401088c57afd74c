import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modesInKms, playsInKms } from '../simulation/names.js';
import { AWS, AZURE, GCP, TRANSIT } from './services.js';

const columns = [
  [AWS, 'kms-aws'],
  [GCP, 'kms-gcp'],
  [AZURE, 'kms-azure'],
  [TRANSIT, 'vault'],
] as const;
const kinds = {
  'RSA, 2048 bits': 'rsa-2048',
  'RSA, 3072 bits': 'rsa-3072',
  'P-256': 'p-256',
  Ed25519: 'ed25519',
} as const;
test('docs/kms.md says of each KMS which keys and modes are tried, no more and no less', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'kms.md'), 'utf8');
  const section = page.slice(page.indexOf('## What is tried'));
  const rows = [...section.matchAll(/^\| (.+?) \| (.+) \|$/gm)].map(([, name = '', cells = '']) => [
    name,
    cells.split(' | '),
  ]);
  const tried = (is: boolean) => (is ? 'yes' : 'no');
  const wanted = {
    ...Object.fromEntries(
      Object.entries(kinds).map(([name, kind]) => [name, columns.map(([{ kinds: has }]) => tried(has.includes(kind)))]),
    ),
    ...Object.fromEntries(
      Object.entries(modesInKms).map(([name, story]) => [
        name,
        columns.map(([, provider]) => tried(playsInKms(provider, story))),
      ]),
    ),
  };
  expect(Object.fromEntries(rows)).toMatchObject(wanted);
});
