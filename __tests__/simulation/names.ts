/** What the step of the README asks for. */
export const accountName = 'backend';
export const roleName = 'create-wallets';
/** Of the accounts of the manifest, in their order. */
export const fleetNames: readonly string[] = ['acme-a', 'acme-b', 'acme-c'];
