import { openStore } from '../../src/stores/index.js';
import { parseStoreTargets } from '../../src/stores/target.js';
import { realWorld } from '../../src/world.js';
import { loggedOutAz } from '../servers/azure.js';
import { faultyProxy } from '../servers/faulty.js';
import { pythonServers } from '../servers/python.js';
import { errorOf, freshName, keyPair, opened, READABLE, type Running } from './providers.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

const start = (name: string): Promise<Running> => {
  const provider = READABLE.find((each) => each.name === name);
  if (servers === undefined || provider === undefined) throw new Error(`there is no ${name}`);
  return provider.start(servers);
};

whereServers('a run that is not logged in', () => {
  const before = { ...process.env };
  let running: Running | undefined;
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    for (const name of Object.keys(process.env)) if (before[name] === undefined) delete process.env[name];
    Object.assign(process.env, before);
  });

  it('to Vault is told to put hashicorp/vault-action before', async () => {
    running = await start('Vault');
    const loggedOut = { ...running, environment: {} };
    expect(await errorOf(opened(loggedOut, freshName()))).toMatchObject({
      code: 'STORE_NOT_LOGGED_IN',
      cure: 'Put hashicorp/vault-action with exportToken: true before this step.',
    });
  });

  it('to AWS is told to put aws-actions/configure-aws-credentials before, and without a region likewise', async () => {
    running = await start('AWS Secrets Manager');
    const regionless = await opened({ ...running, environment: {} }, freshName());
    expect(await errorOf(regionless.read())).toMatchObject({
      code: 'STORE_NOT_LOGGED_IN',
      message: expect.stringContaining('no AWS region'),
    });
    delete process.env.AWS_ACCESS_KEY_ID;
    const store = await opened(running, freshName());
    expect(await errorOf(store.read())).toMatchObject({
      code: 'STORE_NOT_LOGGED_IN',
      cure: expect.stringContaining('aws-actions/configure-aws-credentials'),
    });
  });

  it('to Google is told to put google-github-actions/auth before', async () => {
    running = await start('GCP Secret Manager');
    process.env.GOOGLE_APPLICATION_CREDENTIALS = '/nonexistent/credentials.json';
    const store = await opened(running, freshName());
    expect(await errorOf(store.read())).toMatchObject({
      code: 'STORE_NOT_LOGGED_IN',
      cure: 'Put google-github-actions/auth before this step.',
    });
  });

  it('to Azure is told to put azure/login before', async () => {
    running = await start('Azure Key Vault');
    const putBack = loggedOutAz();
    const store = await opened(running, freshName());
    const error = await errorOf(store.putPending(keyPair('a'), undefined));
    putBack();
    expect(error).toMatchObject({ code: 'STORE_NOT_LOGGED_IN', cure: expect.stringContaining('azure/login') });
  });

  it('to AWS with exported keys is that login, whatever a profile of the machine says', async () => {
    running = await start('AWS Secrets Manager');
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAEXPORTED', AWS_SECRET_ACCESS_KEY: 'c2VjcmV0' };
    const environment = { ...running.environment, ...keys, AWS_PROFILE: 'stale' };
    Object.assign(process.env, environment);
    const between = await faultyProxy(running.url);
    const store = await opened(running, freshName(), { environment, endpoint: between.url });
    expect(await store.read()).toEqual({});
    expect(between.requests.map(({ headers }) => headers.authorization)).toEqual(
      between.requests.map(() => expect.stringContaining('Credential=AKIAEXPORTED/')),
    );
    await between.stop();
    const half = { ...environment, AWS_SECRET_ACCESS_KEY: ' ' };
    expect(await errorOf(opened(running, freshName(), { environment: half }))).toMatchObject({
      code: 'STORE_NOT_LOGGED_IN',
      message: expect.stringContaining('AWS_ACCESS_KEY_ID is set in the environment and AWS_SECRET_ACCESS_KEY is not'),
    });
  });

  it('to AWS by a profile that does not exist is told its name', async () => {
    running = await start('AWS Secrets Manager');
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) delete process.env[name];
    process.env.AWS_PROFILE = 'production';
    const environment = { ...running.environment, AWS_PROFILE: 'production' };
    const store = await opened(running, freshName(), { environment });
    expect(await errorOf(store.read())).toMatchObject({
      code: 'STORE_NOT_LOGGED_IN',
      message: expect.stringContaining('the profile "production" of AWS_PROFILE'),
    });
  });

  it('is asked nothing at an address of the environment that is none for a token, and the address is not repeated', async () => {
    const cases = [
      ['vault://secret/a', 'VAULT_ADDR', 'http://vault.internal:8200', 'plain http'],
      ['vault://secret/a', 'VAULT_ADDR', 'https://user:hunter2@vault.internal', 'credentials'],
      ['vault://secret/a', 'VAULT_ADDR', 'vault.internal:8200', 'no https address'],
      ['aws-secretsmanager://a', 'AWS_ENDPOINT_URL_SECRETS_MANAGER', 'http://aws.internal', 'plain http'],
      ['aws-secretsmanager://a', 'AWS_ENDPOINT_URL', 'https://aws.internal?x=hunter2', 'a query'],
      ['azure-keyvault://my-vault/a', 'AZURE_AUTHORITY_HOST', 'http://login.internal', 'plain http'],
    ];
    for (const [text = '', name = '', value, why = ''] of cases) {
      const [target] = parseStoreTargets(text, { githubToken: false }).targets;
      if (target === undefined) throw new Error(text);
      const environment = { AWS_REGION: 'eu-west-1', VAULT_TOKEN: 'hvs.token', [name]: value };
      const error = await errorOf(openStore(target, { world: realWorld(), environment }));
      expect(error).toMatchObject({ code: 'STORE_FAILED', message: expect.stringContaining(`the variable ${name} `) });
      expect(error.message).toContain(why);
      expect(error.message + error.cure).not.toMatch(/hunter2|internal/);
    }
    // The clients of two clouds are loaded for it.
  }, 60_000);

  it('to Vault with a token that no header can hold is told so, and never shown it', async () => {
    const broken = { environment: { VAULT_TOKEN: 'hvs.never\nto-be-printed' } };
    running = await start('Vault');
    const error = await errorOf(opened(running, freshName(), broken));
    expect(error).toMatchObject({ code: 'STORE_NOT_LOGGED_IN', message: expect.stringContaining('VAULT_TOKEN') });
    expect(error.message).not.toContain('hvs.never');
  });
});
