/** What the step of the README asks for. */
export const accountName = 'backend';
export const roleName = 'create-wallets';
/** Of the accounts of the manifest, in their order. */
export const fleetNames: readonly string[] = ['acme-a', 'acme-b', 'acme-c'];

/** The stories whose keys are in a KMS, by the mode as docs/kms.md has it. Every KMS plays them; with AWS an alias that is moved takes the place of a rotation. */
export const modesInKms = {
  '`ensure`': 'all-in-kms',
  '`rotate`': 'acting-in-kms',
  '`validate`': 'validate-in-kms',
  '`revoke`': 'revoke-in-kms',
  '`request`': 'request-in-kms',
  '`bootstrap`, `credential-code`': 'bootstrap-in-kms',
  '`bootstrap`, `registration-code`': 'register-in-kms',
  '`ephemeral`, and its post step': 'ephemeral-in-kms',
} as const;

/** Keys of AWS have no versions to make. */
export function playsInKms(provider: string, story: string): boolean {
  return provider !== 'kms-aws' || story !== modesInKms['`rotate`'];
}
