import { keyNumber } from './keys.js';
import { fleetNames } from './names.js';
import type { Process } from './process.js';
import type { Inputs } from './providers.js';
import type { Story } from './story.js';
import type { Universe } from './universe.js';

const at = ['fleet'];
const role = 'reporting';

/** The step with a manifest; what the manifest says stands in it alone. */
const manifest: Inputs = {
  manifest: 'fleet.yml',
  name: undefined,
  role: undefined,
  store: undefined,
  'output-private-key': undefined,
};

/** Whatever happened before, the fleet is whole: every account once, with the role that they share, and its credential where it belongs. */
function whole({ dfns, stores }: Universe, { told }: Process): string | undefined {
  if (told.errors[0]) return `the next run failed: ${told.errors[0]}`;
  const { organisation, accounts } = dfns;
  const roles = [...organisation.roles.values()].filter(({ name }) => name === role);
  if (roles.length !== 1) return `there are ${roles.length} roles of one name`;
  if (roles[0]?.operations.join() !== 'Wallets:Read') return 'the role that they share is not as declared';
  for (const [index, name] of fleetNames.entries()) {
    const [account, ...others] = accounts.filter((each) => each.name === name);
    if (!account || others.length > 0) return `${name} is there ${others.length + (account ? 1 : 0)} times`;
    if (dfns.rolesOf(account.userId).join() !== role) return `${name} does not hold the role alone`;
    const document = stores[index]?.current();
    if (!dfns.works(document) || !dfns.isOfOne(document)) return `what is stored of ${name} does not work`;
    if (dfns.ownerOf(document?.DFNS_AUTH_TOKEN ?? '') !== account) return `what is stored of ${name} is another's`;
    if (stores[index]?.pending()) return `a change of ${name} is still pending`;
  }
  const left = accounts.find(({ name }) => !fleetNames.includes(name));
  return left && `an account is left that nobody has: ${left.name.replace(/[0-9a-f]{8}$/, '…')}`;
}

/** One of the three in place, with the role as it was once. */
function oneInPlace(universe: Universe): void {
  const { dfns, stores } = universe;
  const { organisation } = dfns;
  const [name = ''] = fleetNames;
  const { publicKey, privateKey } = keyNumber(universe.nextKey());
  const old = organisation.createRole(role, ['Wallets:Create']);
  const { account, token } = organisation.createServiceAccount(name, { publicKey, roles: [old.id], daysValid: 365 });
  stores[0]?.put({
    DFNS_API_URL: dfns.apiUrl,
    DFNS_ORG_ID: organisation.orgId,
    DFNS_SERVICE_ACCOUNT_ID: account.userId,
    DFNS_CRED_ID: account.credentials[0]?.credentialId ?? '',
    DFNS_PRIVATE_KEY: privateKey,
    DFNS_AUTH_TOKEN: token,
    DFNS_TOKEN_EXPIRES_AT: new Date(Math.floor(Date.parse(account.expiresAt) / 1000) * 1000).toISOString(),
  });
}

const fleet = { at, isFleet: true, inputs: manifest, nextInputs: manifest, afterwards: whole };

/** Three accounts that share a role, from one file. */
export const fleetStories: readonly Story[] = [
  { ...fleet, name: 'fleet-first', runs: 1, arrange: () => undefined },
  { ...fleet, name: 'fleet-more', runs: 1, arrange: oneInPlace },
  {
    ...fleet,
    name: 'two-shards',
    runs: 2,
    inputsOf: (run) => ({ shard: `${run}/2` }),
    arrange: () => undefined,
  },
];
