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
const second = await step({ ...account, ...credentialOf(first) });
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
const script = fileURLToPath(new URL('deploy.mjs', import.meta.url));
const { stdout, stderr, status } = spawnSync(node24(), [script], { env: first.env, encoding: 'utf8' });
showStep('node deploy.mjs');
showLog(stdout);
if (stderr) show(stderr);
const [walletId] = /wa-[a-z0-9-]+/.exec(stdout) ?? [];

heading(
  'A rotation',
  'A new account takes the place of the old one, which keeps working for a day: whoever has its token is given time.',
);
const rotated = await step({ ...account, mode: 'rotate', ...credentialOf(first) });
verdict('the rotation made a successor', rotated.outputs.status === 'rotated');
const deploy = { mode: 'validate', name: 'backend', 'output-private-key': 'true' };
const [oldInGrace, newInGrace] = [await quietly(deploy, first), await quietly(deploy, rotated)];
show(`the old token ${works(oldInGrace)}, the new token ${works(newInGrace)}`);
verdict('within the grace period both tokens work', oldInGrace && newInGrace);

heading('The grace period is over', 'Any later run archives the old account; here the time is set to nothing.');
await step({ ...account, ...credentialOf(rotated), 'retire-after': '0' });
const [oldAfter, newAfter] = [await quietly(deploy, first), await quietly(deploy, rotated)];
show(`the old token ${works(oldAfter)}, the new token ${works(newAfter)}`);
verdict('then the old token is dead, and the new one works', !oldAfter && newAfter);

heading('The organisation at the end', 'What the API tells of it.');
const { accounts, roles, wallets } = await lookAround(simulator, rotated.outputs.token);
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

/** A credential as a later job hands it in. */
function credentialOf({ outputs }) {
  return { token: outputs.token ?? '', 'private-key': outputs['private-key'] ?? '' };
}

/** Whether a job that has only this credential is let through. */
async function quietly(inputs, run) {
  const { exitCode } = await runAction({ ...inputs, ...credentialOf(run), 'api-url': simulator.apiUrl });
  return exitCode === 0;
}

function works(isAlive) {
  return isAlive ? 'works' : 'is dead';
}

function verdict(what, holds) {
  verdicts.push({ what, holds });
}
