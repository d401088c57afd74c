import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { node24 } from '../runner/node24.js';
import { runAction } from '../runner/run-action.js';
import { lookAround } from './organisation.mjs';
import { heading, mask, paint, show, showLog, showOutputs, showStep, showSummary, showValues } from './screen.mjs';
import { startSimulatorProcess } from './simulator.mjs';

const simulator = await startSimulatorProcess();
const { provisioner } = simulator;
const verdicts = [];
// The workflow takes it from a secret, and what comes from a secret the runner hides.
mask(provisioner.privateKey);

const account = { name: 'backend', role: 'create-wallets', 'export-env': 'true', 'output-private-key': 'true' };

heading('An organisation', 'Dfns is played by the simulator, on loopback. Each step below also gets these inputs:');
showValues({
  'api-url': simulator.apiUrl,
  'org-id': simulator.orgId,
  'provisioner-username': provisioner.username,
  'provisioner-credential-id': provisioner.credentialId,
  'provisioner-private-key': provisioner.privateKey,
});

heading(
  'First run',
  'The organisation has neither the account nor its role. One step makes both, proves the token, and hands it on.',
);
const first = await step(account);
showOutputs(first.outputs);
verdict('the first run created the account', first.exitCode === 0 && first.outputs.status === 'created');

heading('Its summary', "What the run's page shows.");
showSummary(first.summary);

heading(
  'Second run',
  'The same step, now with the token and key of the first one as secrets. All is in order, and nothing is written.',
);
const second = await step({
  ...account,
  token: first.outputs.token ?? '',
  'private-key': first.outputs['private-key'] ?? '',
});
verdict('the second run changed nothing', second.outputs.status === 'unchanged' && second.outputs.changed === 'false');

heading('Wrong inputs', 'Everything wrong is said at once, before the first request.');
const wrong = await step({
  name: 'backend',
  permissions: 'create wallets',
  'days-valid': '1e2',
  'key-type': 'rsa-1024',
});
const errors = wrong.annotations.filter(({ level }) => level === 'error');
verdict('the wrong inputs were refused, in one annotation', wrong.exitCode === 1 && errors.length === 1);

heading('A later step', "A script of the user's, with Dfns's own SDK and what the action exported, creates a wallet.");
const deploy = fileURLToPath(new URL('deploy.mjs', import.meta.url));
const { stdout, stderr, status } = spawnSync(node24(), [deploy], { env: first.env, encoding: 'utf8' });
showStep('node deploy.mjs');
showLog(stdout);
if (stderr) show(stderr);
const [walletId] = /wa-[a-z0-9-]+/.exec(stdout) ?? [];

heading('The organisation at the end', 'What the API tells of it.');
const { accounts, roles, wallets } = await lookAround(simulator, first.outputs.token);
for (const { userInfo } of accounts) {
  show(`service account  ${userInfo.username}  ${userInfo.userId}`);
  for (const { permissionId } of userInfo.permissionAssignments) {
    const role = roles.find(({ id }) => id === permissionId);
    show(`holds the role   ${role?.name}  ${permissionId}  ${role?.operations.join(', ')}`);
  }
}
for (const { id, name, network, address } of wallets) show(`wallet           ${name}  ${id}  ${network}  ${address}`);
verdict('the later step created a wallet', status === 0 && wallets.some(({ id }) => id === walletId));
verdict('one account stands there, and no second one', accounts.length === 1);

heading('As it should be?');
for (const { what, holds } of verdicts) show(`${holds ? paint('green', '✓') : paint('red', '✗')} ${what}`);
simulator.stop();
process.exitCode = verdicts.every(({ holds }) => holds) ? 0 : 1;

/** A step of the action, shown as its log would be. */
async function step(inputs) {
  const run = await runAction(inputs, { simulator });
  mask(...run.masks);
  showStep('./', inputs);
  showLog(run.stdout);
  if (run.stderr) show(run.stderr);
  return run;
}

function verdict(what, holds) {
  verdicts.push({ what, holds });
}
