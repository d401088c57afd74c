import { expectNoLeak } from '../support/expect-no-leak.js';
import { begin, end } from './job.js';
import { run, simulate, warningsOf } from './scene.js';

test('With NODE_DEBUG Node prints no secret of a run, and the runner knows each before it is sent', async () => {
  const simulator = await simulate();
  const env = {
    NODE_DEBUG: 'http,https,net,tls',
    VAULT_TOKEN: 'hvs.from-the-environment',
    DEPLOY_API_KEY: 'of-another-step',
    HTTPS_PROXY: 'me:passw%6frd@proxy',
  };
  const main = await begin(simulator, {}, { env });
  const post = await end(simulator, main, {}, { env });
  for (const each of [main, post]) {
    expect(each).toMatchObject({ exitCode: 0, annotations: [], stderr: expect.stringContaining('HTTP') });
    expect(each.stderr).not.toMatch(/Bearer|useraction/i);
    expect(each.masks).toEqual(
      expect.arrayContaining(['hvs.from-the-environment', 'of-another-step', 'password', 'passw%6frd']),
    );
    expectNoLeak(each, [main.outputs.token ?? '', main.outputs['private-key'] ?? '']);
  }
  // Logins, user actions and the new token; without NODE_DEBUG the runner hears of what is put out alone.
  const plain = await begin(await simulate());
  expect(main.masks.length).toBeGreaterThan(plain.masks.length + 4);
});

test('What no mask covers is warned of, and so is a run that checks no certificate', async () => {
  const simulator = await simulate();
  const env = { NODE_DEBUG: 'stream', NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const warned = [
    expect.stringContaining('no certificate is checked'),
    expect.stringContaining('as numbers, which no mask covers'),
  ];
  expect(warningsOf(await run(simulator, {}, { env }))).toEqual(warned);
});
