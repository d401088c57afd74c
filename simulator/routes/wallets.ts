import { randomBytes } from 'node:crypto';
import { badRequest, conflict, notFound, ok, type Reply } from '../http/errors.js';
import { pageOf } from '../http/page.js';
import { type ActorCall, callers, type Route } from '../http/route.js';
import { newId } from '../organisation/ids.js';
import type { Organisation } from '../organisation/organisation.js';
import type { Wallet } from '../organisation/state.js';

interface Creation {
  readonly network: string;
  readonly name?: string;
  readonly externalId?: string;
  readonly tags?: readonly string[];
  readonly delegateTo?: string;
  readonly signingKey?: { readonly id?: string; readonly scheme?: string; readonly curve?: string };
}

/** Creating a wallet creates a key as well, unless one is reused; docs/dfns-api.md, 1.8. */
const mayCreate = ({ signingKey, delegateTo, tags }: Creation) => [
  'Wallets:Create',
  signingKey?.id === undefined ? 'Keys:Create' : 'Keys:Reuse',
  ...(delegateTo === undefined ? [] : ['Keys:Delegate']),
  ...(tags === undefined ? [] : ['Wallets:Tags:Add']),
];

/** Enough of wallets for a later step of a workflow to prove that its new account works; docs/dfns-api.md, 1.8. */
export const walletRoutes: readonly Route[] = [
  { method: 'GET', path: '/wallets', callers: callers.USP, needs: ['Wallets:Read'], isSigned: false, handle: list },
  { method: 'POST', path: '/wallets', callers: callers.USP, needs: mayCreate, isSigned: true, handle: create },
];

function list({ organisation, query }: ActorCall): Reply {
  const owner = query.get('owner') ?? query.get('ownerId');
  const wallets = [...organisation.wallets.values()].filter(
    ({ signingKey }) => owner === null || signingKey.delegatedTo === owner,
  );
  return ok(pageOf(wallets, query, organisation.switches.pageSize));
}

function create({ organisation, body }: ActorCall<Creation>): Reply {
  const { network, name, externalId, tags = [], delegateTo } = body;
  if (delegateTo !== undefined) throw badRequest('delegateTo must be an end user, and this organisation has none');
  const isTaken = [...organisation.wallets.values()].some((wallet) => wallet.externalId === externalId);
  if (externalId !== undefined && isTaken) throw conflict('Conflicting wallet with same externalId');
  const wallet: Wallet = {
    id: newId('wa'),
    network,
    address: `0x${randomBytes(20).toString('hex')}`,
    signingKey: keyFor(organisation, body),
    status: 'Active',
    dateCreated: organisation.clock.iso(),
    ...(name === undefined ? {} : { name }),
    custodial: true,
    ...(externalId === undefined ? {} : { externalId }),
    tags,
  };
  organisation.wallets.set(wallet.id, wallet);
  return ok(wallet);
}

/** Networks whose keys are EdDSA, by the first word of their name; all others are ECDSA here. */
const edwards = new Set(
  'Algorand Aptos Canton Cardano Concordium Iota Kusama Near Polkadot Polymesh Solana Stellar Sui Tezos Ton'.split(' '),
);

function keyFor(organisation: Organisation, { network, signingKey = {} }: Creation): Wallet['signingKey'] {
  if (signingKey.id !== undefined) {
    const reused = [...organisation.wallets.values()].find((wallet) => wallet.signingKey.id === signingKey.id);
    if (!reused) throw notFound('Key');
    return reused.signingKey;
  }
  const [scheme, curve] = edwards.has(/^[A-Z][a-z]+/.exec(network)?.[0] ?? '')
    ? ['EdDSA', 'ed25519']
    : ['ECDSA', 'secp256k1'];
  const publicKey = randomBytes(curve === 'ed25519' ? 32 : 33).toString('hex');
  return { id: newId('key'), scheme: signingKey.scheme ?? scheme, curve: signingKey.curve ?? curve, publicKey };
}
