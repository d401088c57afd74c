import { compileOnce } from '../setup.mjs';

/**
 * The provisioner that `mode: bootstrap` left in a store, read by the action's own code, which is compiled for it: what is bundled in dist/
 * reads stores too, but hands their private keys to nobody.
 * @param {string} target such as `vault://secret/dfns/provisioner`
 * @returns {Promise<{ apiUrl: string, orgId: string, username: string, credentialId: string, privateKey: string }>}
 * @throws Error in words for the person at the terminal
 */
export async function readStored(target) {
  compileOnce('acceptance', 'tsconfig.acceptance.json', ['src']);
  const { parseStoreTargets } = await import('../../build/acceptance/stores/target.js');
  const { withStoredProvisioner } = await import('../../build/acceptance/modes/observe/stored-provisioner.js');
  const { startDeadline } = await import('../../build/acceptance/modes/deadline.js');
  const { realWorld } = await import('../../build/acceptance/world.js');
  const { targets, errors } = parseStoreTargets(target, { githubToken: false });
  if (errors.length > 0 || !targets[0]) throw new Error(errors.join('\n') || `${target} is no store target`);
  const world = realWorld();
  const deadline = startDeadline(60_000, world);
  const options = { provisionerStore: targets[0], stores: [], timeout: 60_000, apiUrl: '', apiUrlIsDefault: true };
  try {
    const read = await withStoredProvisioner(options, { world, deadline, protect: () => {}, warn: console.error });
    const { apiUrl, orgId, provisioner } = read;
    const { username, credentialId, key } = provisioner;
    if (!('privateKey' in key))
      throw new Error(`the provisioner that ${target} holds signs inside a KMS; give one with a private key`);
    return { apiUrl, orgId, username, credentialId, privateKey: key.privateKey };
  } finally {
    deadline.end();
  }
}
