import { canonicalOperation } from './operations.js';

/**
 * The presets of the `role` input: the least permissions for a task. The seed guide's sets do not suffice as written:
 * creating a wallet also takes `Keys:Create` (docs/dfns-api.md, 1.8 and 5). `Auth:Register:Delegated` is the name that APIs before and
 * after 1.993 know.
 */
export const presets: Readonly<Record<string, readonly string[]>> = {
  'create-wallets': ['Keys:Create', 'Wallets:Create', 'Wallets:Read'],
  'transfer-assets': ['Wallets:Read', 'Wallets:Transfers:Create', 'Wallets:Transfers:Read'],
  'register-end-users': ['Auth:Register:Delegated'],
  'full-wallet-management': [
    'Keys:Create',
    'Keys:Read',
    'Wallets:Create',
    'Wallets:Read',
    'Wallets:Transactions:Create',
    'Wallets:Transactions:Read',
    'Wallets:Transfers:Create',
    'Wallets:Transfers:Read',
    'Wallets:Update',
  ],
};

/** What the workflow says of the role: found by name or id; with `permissions` it is managed, that is, made to hold exactly these. */
export interface RoleDeclaration {
  readonly by: 'name' | 'id';
  readonly value: string;
  readonly permissions?: readonly string[];
}

/** What turns `have` into `want`; an operation that was renamed counts as the same under both names. */
export function differenceOf(
  have: readonly string[],
  want: readonly string[],
): { missing: string[]; surplus: string[] } {
  const held = new Set(have.map(canonicalOperation));
  const wanted = new Set(want.map(canonicalOperation));
  return {
    missing: want.filter((operation) => !held.has(canonicalOperation(operation))),
    surplus: have.filter((operation) => !wanted.has(canonicalOperation(operation))),
  };
}
