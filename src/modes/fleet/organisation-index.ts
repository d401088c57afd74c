import { familyNames } from '../../core/names.js';
import { type Account, type Role, wasMadeWith } from '../../core/observed.js';
import { tellApart } from '../../core/oidc-accounts.js';
import { everyAccount, type Organisation } from '../observe/organisation.js';

/** By what the accounts that matter to one account are known. */
export interface Sought {
  readonly name: string;
  /** Of accounts and of credentials, as documents and tokens name them. */
  readonly ids: readonly string[];
  /** Of a key that no other account may have. */
  readonly fingerprint?: string | undefined;
  /** A role that is to be changed: who holds it too is told. */
  readonly role?: Role | undefined;
}

/**
 * An organisation that is looked at once for many accounts. Each of them is shown only the accounts that matter to it, so that 10,000 are
 * planned in the time of 10,000, and not of 10,000 times 10,000.
 */
export class OrganisationIndex {
  private readonly families: Map<string, Account[]>;
  private readonly byId: Map<string, Account[]>;
  private holders: Map<string, Account[]> | undefined;

  /** As they are now: this run may have changed some since it looked. */
  roles: readonly Role[];

  constructor(readonly whole: Organisation) {
    this.roles = whole.roles;
    const accounts = everyAccount(whole);
    this.families = grouped(accounts, ({ name }) => familyNames(name));
    this.byId = grouped(accounts, ({ id, credentialId }) => [id, ...(credentialId ? [credentialId] : [])]);
  }

  /** The accounts that are, were or are about to be the one of this name. */
  family(name: string): readonly Account[] {
    return this.families.get(name) ?? [];
  }

  /** The organisation as one account is to see it. */
  around({ name, ids, fingerprint, role }: Sought): Organisation {
    const found = [
      ...this.family(name),
      ...ids.flatMap((id) => this.byId.get(id) ?? []),
      ...(fingerprint === undefined ? [] : this.madeWith(fingerprint)),
      ...(role ? this.holdersOf(role) : []),
    ];
    return { ...this.whole, roles: this.roles, ...tellApart([...new Set(found)]) };
  }

  holdersOf({ id }: Pick<Role, 'id'>): readonly Account[] {
    this.holders ??= grouped(this.whole.accounts, ({ roles }) => roles.map(({ roleId }) => roleId));
    return this.holders.get(id) ?? [];
  }

  private madeWith(fingerprint: string): Account[] {
    return this.whole.accounts.filter((account) => wasMadeWith(account, fingerprint) === true);
  }
}

function grouped(accounts: readonly Account[], keysOf: (account: Account) => readonly string[]) {
  const groups = new Map<string, Account[]>();
  for (const account of accounts) {
    for (const key of keysOf(account)) {
      const group = groups.get(key);
      if (group) group.push(account);
      else groups.set(key, [account]);
    }
  }
  return groups;
}
