import { Api } from '../../../simulator/http/api.js';
import { Organisation } from '../../../simulator/organisation/organisation.js';
import type { ServiceAccount } from '../../../simulator/organisation/state.js';
import { makeSwitches, type Switches } from '../../../simulator/switches.js';
import { keyNumber, publicHalfOf } from '../keys.js';
import { publicHalfInKms } from './kms.js';
import type { Asked, Model, Reply, StoredDocument } from './server.js';

export const username = 'ci@example.com';

/** Dfns: the simulator's own routes, without its server. */
export class DfnsModel implements Model {
  readonly host = 'api.dfns.test';
  readonly apiUrl = `https://${this.host}`;
  readonly organisation: Organisation;
  readonly credentialId = Buffer.from('provisioner-key').toString('base64url');
  private readonly api: Api;

  constructor(switches: Partial<Switches> = {}) {
    const { publicKey } = keyNumber(0);
    this.organisation = new Organisation(makeSwitches(switches), {
      username,
      credentialId: this.credentialId,
      publicKey,
    });
    this.api = new Api(this.organisation);
  }

  reply({ method, url, headers, body }: Asked): Reply {
    const { pathname: path, searchParams: query } = url;
    return this.api.answer({ method, path, query, headers, payload: body });
  }

  get accounts(): ServiceAccount[] {
    return [...this.organisation.serviceAccounts.values()].filter(({ isArchived }) => !isArchived);
  }

  /** Whether a stored credential works: its token is accepted, and its key signs for it. */
  works(document: StoredDocument | undefined): boolean {
    const account = document?.DFNS_AUTH_TOKEN ? this.ownerOf(document.DFNS_AUTH_TOKEN) : undefined;
    const half = publicHalfOf(document?.DFNS_PRIVATE_KEY) ?? publicHalfInKms(document);
    // One whose user holds the key elsewhere has none beside it.
    return account?.isActive === true && account.credentials.some(({ publicKey }) => !half || publicKey === half);
  }

  /** Whether the ids that stand beside a stored token are those of its account. */
  isOfOne(document: StoredDocument | undefined): boolean {
    const account = this.ownerOf(document?.DFNS_AUTH_TOKEN ?? '');
    return (
      account?.userId === document?.DFNS_SERVICE_ACCOUNT_ID &&
      account?.credentials.some(({ credentialId }) => credentialId === document?.DFNS_CRED_ID) === true
    );
  }

  /** The keys of all accounts, also of those that are archived. */
  get keysTaken(): string[] {
    return [...this.organisation.serviceAccounts.values()].flatMap(({ credentials }) =>
      credentials.map(({ publicKey }) => publicKey),
    );
  }

  /** The account that a token is of, if it is alive. */
  ownerOf(token: string): ServiceAccount | undefined {
    const issued = this.organisation.tokens.read(token);
    return this.accounts.find(({ userId }) => userId === issued?.identityId);
  }

  rolesOf(accountId: string): string[] {
    const { organisation } = this;
    return organisation
      .assignmentsOf(accountId)
      .map(({ permissionId }) => organisation.roles.get(permissionId)?.name ?? '')
      .sort();
  }
}
