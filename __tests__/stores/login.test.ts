import { loggedOutAz } from '../servers/azure.js';
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
});
