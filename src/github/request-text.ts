import type { PublicKey } from '../core/key-pair.js';
import { block, code, plain } from './markdown.js';
import { markerOf, type RequestedAccount } from './marker.js';

/** What the person at the dashboard is asked for. Names may be text from outside. */
export interface AccountRequest {
  readonly account: RequestedAccount;
  readonly key: PublicKey;
  readonly role?: {
    readonly value: string;
    readonly by: 'name' | 'id';
    readonly permissions?: readonly string[];
    /** Whether it is known to be there, so that it only has to be picked. */
    readonly exists: boolean;
  };
  readonly daysValid?: number;
  /** Where the secrets of the repository are set. */
  readonly secretsPage: string;
  readonly repository: string;
}

/** Unique: it ends in digits of the key. */
export function requestTitle({ account, key }: AccountRequest): string {
  const name = plain(account.name, 100).replaceAll('`', "'");
  return `Dfns service account wanted: ${name} (key ${key.fingerprint.slice(0, 12)})`;
}

/** The whole issue, Markdown. It holds nothing secret: a public key, names and addresses. */
export function requestBody(request: AccountRequest): string {
  const { account, key } = request;
  const secret = code(secretNameFor(account.name));
  return [
    markerOf({ account, fingerprint: key.fingerprint }),
    `A workflow of this repository needs the Dfns service account ${code(account.name)}. In this organisation a person with a passkey ` +
      'creates it. The private key of the account stays where the workflow keeps it; below is the public part.',
    '### 1. Look at the public key',
    `Public key:\n\n${block(key.publicKey)}`,
    `Its fingerprint (SHA-256 of the SPKI DER), which must be the one in the log of the workflow's run:\n\n${block(key.fingerprint)}`,
    `Whoever may edit this issue could put in another key. So take the fingerprint of the block itself, saved as key.pem: ${code(fingerprintCommand, 300)}`,
    '### 2. Create the service account',
    dashboardSteps(request).join('\n'),
    '### 3. Put the token where the workflow finds it',
    [
      '- Dfns shows the token once, when the account is created. Copy it.',
      `- Save it as an Actions secret, ${secret} say, in the [settings of this repository](${request.secretsPage}): the secret that the ` +
        'workflow passes to the action as <code>token</code>. In a terminal, which asks for the value: ' +
        `${code(`gh secret set ${secretNameFor(account.name)} --repo ${request.repository}`, 300)}`,
      '- **Never paste the token into a comment here**, nor into any other text: whoever can read it can use it.',
    ].join('\n'),
    '### 4. Run the workflow again',
    'It proves that the token belongs to this very key, keeps it, and closes this issue. A token of another account is refused.',
  ].join('\n\n');
}

const fingerprintCommand = 'openssl pkey -pubin -in key.pem -outform DER | openssl dgst -sha256';

function dashboardSteps({ account, role, daysValid }: AccountRequest): string[] {
  const dashboard = dashboardOf(account.apiUrl);
  const place = dashboard
    ? `the [service accounts of the Dfns dashboard](${dashboard}/settings/service-accounts) (Settings > Service Accounts)`
    : `the Dfns dashboard that belongs to ${code(account.apiUrl, 300)} (Settings > Service Accounts)`;
  return [
    ...(role && !role.exists ? [`- ${roleToMake(role, dashboard)}`] : []),
    `- Open ${place}${account.orgId ? `, in the organisation ${code(account.orgId)}` : ''}, and create a service account.`,
    `- Name, exactly: ${code(account.name)}. If there is an account of this name already, rename it first; archiving it would end its token at once.`,
    '- Public key: the whole block above, with its first and last line.',
    `- ${role ? `Role (permission): ${describeRole(role)}` : 'Role (permission): none is declared; give it none.'}`,
    ...(daysValid ? [`- Life of the token, where the dashboard asks for it: ${daysValid} days.`] : []),
    '- Confirm with your passkey.',
  ];
}

type Role = NonNullable<AccountRequest['role']>;

function roleToMake({ by, value, permissions }: Role, dashboard: string | undefined): string {
  const roles = dashboard ? `[roles](${dashboard}/permissions)` : 'roles';
  if (by === 'id' || !permissions)
    return `See in the ${roles} (Settings > Roles) that there is the role ${code(value)}.`;
  return `See in the ${roles} (Settings > Roles) that the role ${code(value)} is there with exactly the permissions below, else create it.`;
}

/** A longer list would not be read; GitHub takes 65,536 characters. */
const mostPermissions = 150;

function describeRole({ value, permissions }: Role): string {
  const shown = (permissions ?? []).slice(0, mostPermissions).map((permission) => `  - ${code(permission)}`);
  const more = (permissions?.length ?? 0) - shown.length;
  if (shown.length === 0) return `${code(value)}.`;
  return [
    `${code(value)}, with the permissions`,
    ...shown,
    ...(more > 0 ? [`  - and ${more} more, as the workflow lists them`] : []),
  ].join('\n');
}

/** `api.` and `app.` stand side by side in every region (docs/dfns-api.md, 4); of another address nothing is known. */
export function dashboardOf(apiUrl: string): string | undefined {
  const [, region] = /^https:\/\/api\.((?:[a-z0-9-]+\.)?dfns\.(?:io|ninja))$/.exec(apiUrl) ?? [];
  return region && `https://app.${region}`;
}

/** A name that GitHub accepts for a secret: `DFNS_BACKEND_TOKEN`. */
export function secretNameFor(accountName: string): string {
  const name = accountName
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  return name === '' ? 'DFNS_TOKEN' : `DFNS_${name}_TOKEN`;
}
