import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKmsAddress } from '../../src/kms/address.js';
import { openKmsKey } from '../../src/kms/index.js';
import { openStore } from '../../src/stores/index.js';
import { parseStoreTargets } from '../../src/stores/target.js';
import { realWorld } from '../../src/world.js';

const onUnix = process.platform === 'win32' ? describe.skip : describe;

onUnix('A pipe where a file with a login is looked for is refused to keys and to stores alike', () => {
  const folder = mkdtempSync(join(tmpdir(), 'login-'));
  const pipe = join(folder, 'application_default_credentials.json');
  const federated = join(folder, 'federated.json');
  execFileSync('mkfifo', [pipe]);
  writeFileSync(federated, JSON.stringify({ type: 'external_account', credential_source: { file: pipe } }));
  afterAll(() => rmSync(folder, { recursive: true }));

  const google = [
    'gcpkms://projects/my-project/locations/l/keyRings/r/cryptoKeys/k',
    'gcp-secretmanager://my-project/backend',
  ];
  const azure = ['azurekms://my-vault.vault.azure.net/dfns-ci', 'azure-keyvault://my-vault/backend'];
  const aws = ['awskms:///alias/dfns-ci?region=eu-west-1', 'aws-secretsmanager://dfns/backend?region=eu-west-1'];
  const vault = ['hashivault://transit/dfns-ci', 'vault://secret/backend'];

  test.each([
    ['GOOGLE_APPLICATION_CREDENTIALS', pipe, google],
    ['GOOGLE_APPLICATION_CREDENTIALS', federated, google],
    ['CLOUDSDK_CONFIG', folder, google],
    ['AZURE_FEDERATED_TOKEN_FILE', pipe, azure],
    ['AWS_WEB_IDENTITY_TOKEN_FILE', pipe, aws],
    ['AWS_CONFIG_FILE', pipe, aws],
    ['VAULT_CACERT', pipe, vault],
  ])('%s', async (name, value, [address = '', target = '']) => {
    const settings = { world: realWorld(), environment: { VAULT_TOKEN: 'hvs.token', [name]: value } };
    const { address: parsed } = parseKmsAddress(address);
    if (!parsed) throw new Error(`${address} is no address`);
    const opened = openKmsKey(parsed, settings);
    await expect(opened).rejects.toMatchObject({ code: 'KMS_NOT_LOGGED_IN', message: expect.stringContaining(name) });
    const [store] = parseStoreTargets(target, { githubToken: false }).targets;
    if (!store) throw new Error(`${target} is no target`);
    const stored = async () => (await openStore(store, { ...settings, warn: () => undefined })).read();
    await expect(stored()).rejects.toMatchObject({
      code: 'STORE_NOT_LOGGED_IN',
      message: expect.stringContaining('names a pipe'),
    });
  });
});
