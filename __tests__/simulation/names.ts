/** What the step of the README asks for. */
export const accountName = 'backend';
export const roleName = 'create-wallets';
