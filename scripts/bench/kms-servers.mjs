// A server for each KMS, as the tests have it: OpenBao's Transit is real, moto stands for AWS; for Google and Azure there are servers of our own.
import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { compile, root } from '../setup.mjs';
import { freePort, vaultToken } from './vault.mjs';

/** @returns of each KMS its server, the addresses of two P-256 keys, and what its login action leaves in the environment */
export async function startKms(python, vaultUrl, folder) {
  compile('tsconfig.bench.json');
  writeFileSync(join(root, 'build/bench/package.json'), '{ "type": "module" }\n');
  return [await transit(vaultUrl), await aws(python), await google(python), await azure(folder)];
}

async function transit(url) {
  const ask = async (path, body) => {
    const headers = { 'x-vault-token': vaultToken };
    const { ok, status } = await fetch(`${url}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!ok) throw new Error(`${path}: ${status}`);
  };
  await ask('sys/mounts/transit', { type: 'transit' });
  for (const key of ['provisioner', 'backend', 'other']) await ask(`transit/keys/${key}`, { type: 'ecdsa-p256' });
  const addresses = {
    provisioner: 'hashivault://provisioner',
    key: 'hashivault://backend',
    other: 'hashivault://other',
  };
  return { name: 'Transit', against: 'OpenBao', url, addresses, stop: async () => undefined };
}

async function aws({ python, pythonPath }) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, PYTHONPATH: pythonPath };
  const server = spawn(
    python,
    [join(root, '__tests__/servers/moto_as_aws.py'), '-H', '127.0.0.1', '-p', String(port)],
    {
      stdio: 'ignore',
      env,
    },
  );
  for (let tries = 0; !(await answers(`${url}/moto-api/data.json`)); tries++) {
    if (tries === 300) throw new Error('the AWS of the bench does not start');
    await delay(100);
  }
  const [accessKeyId, secretAccessKey] = ['AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'];
  const client = new KMSClient({ region: 'eu-west-1', endpoint: url, credentials: { accessKeyId, secretAccessKey } });
  for (const key of ['provisioner', 'backend']) {
    const { KeyMetadata } = await client.send(
      new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }),
    );
    await client.send(new CreateAliasCommand({ AliasName: `alias/${key}`, TargetKeyId: KeyMetadata?.KeyId }));
  }
  const environment = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const addresses = { provisioner: 'awskms:///alias/provisioner', key: 'awskms:///alias/backend' };
  return {
    name: 'AWS KMS',
    against: 'moto, mended',
    url,
    addresses,
    environment,
    stop: async () => void server.kill('SIGKILL'),
  };
}

async function google({ discovery }) {
  const { fakeCloudKms } = await import('../../build/bench/__tests__/servers/gcp-kms.js');
  const server = await fakeCloudKms(discovery.replace('secretmanager.v1', 'cloudkms.v1'));
  const [provisioner, key] = [0, 1].map(() => `gcpkms://${server.make('EC_SIGN_P256_SHA256')}`);
  const environment = { METADATA_SERVER_DETECTION: 'none', GOOGLE_APPLICATION_CREDENTIALS: server.credentials };
  const against = 'a server held to the discovery document';
  return {
    name: 'Google Cloud KMS',
    // The versions of an unpinned key are listed before its public key is asked for.
    trips: 6,
    against,
    url: server.url,
    addresses: { provisioner, key },
    environment,
    stop: server.stop,
  };
}

async function azure(folder) {
  const { fakeVaultOfKeys } = await import('../../build/bench/__tests__/servers/azure-keys.js');
  const server = await fakeVaultOfKeys();
  const login = { accessToken: server.accessToken, expiresOn: '2099-01-01 00:00:00.000000', expires_on: 4_070_908_800 };
  const az = join(folder, 'az');
  writeFileSync(az, `#!/bin/sh\necho '${JSON.stringify({ ...login, tokenType: 'Bearer' })}'\n`);
  chmodSync(az, 0o755);
  const [provisioner, key] = [0, 1].map(() => `azurekms://my-vault.vault.azure.net/${server.make('EC', 'P-256')}`);
  const environment = { AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential', PATH: `${folder}:${process.env.PATH}` };
  const against = "a server of our own, which Microsoft's client judges";
  return {
    name: 'Azure Key Vault',
    against,
    url: server.url,
    addresses: { provisioner, key },
    environment,
    stop: server.stop,
  };
}

function answers(url) {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
