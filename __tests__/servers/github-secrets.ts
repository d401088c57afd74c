import sodium from 'libsodium-wrappers';
import type { Answer } from './loopback.js';

export interface Secret {
  readonly sealed: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly visibility?: string;
  readonly selected?: readonly number[];
}

export type Secrets = Map<string, Secret>;
export interface BoxKeys {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** The Actions secrets of one scope: `/public-key`, the list, and each by its name. @param rest the path after the scope's `/secrets` */
export function actionsSecrets(
  kept: Secrets,
  { publicKey, id }: { readonly publicKey: BoxKeys['publicKey']; readonly id: string },
  { method, rest, query, body }: { method: string; rest: string; query: URLSearchParams; body: string },
): Answer {
  const key = sodium.to_base64(publicKey, sodium.base64_variants.ORIGINAL);
  if (rest === '/public-key') return { status: 200, body: { key_id: id, key } };
  if (rest === '') return listed(kept, query);
  const [, name = '', more] = rest.split('/');
  const found = kept.get(name.toUpperCase());
  if (more === 'repositories') {
    const repositories = (found?.selected ?? []).map((id) => ({ id }));
    return { status: 200, body: { total_count: repositories.length, repositories } };
  }
  if (method === 'DELETE')
    return kept.delete(name.toUpperCase()) ? { status: 204 } : { status: 404, body: { message: 'Not Found' } };
  const sent = JSON.parse(body);
  if (sent.key_id !== id) return { status: 422, body: { message: 'Bad key id' } };
  const at = new Date().toISOString();
  const { encrypted_value: sealed, visibility, selected_repository_ids: selected } = sent;
  kept.set(name.toUpperCase(), { sealed, createdAt: found?.createdAt ?? at, updatedAt: at, visibility, selected });
  return found === undefined ? { status: 201, body: {} } : { status: 204 };
}

/** What a secret holds, to whoever has the private key of its scope. */
export function unsealed({ sealed }: Secret, { publicKey, privateKey }: BoxKeys): string {
  const box = sodium.from_base64(sealed, sodium.base64_variants.ORIGINAL);
  return sodium.to_string(sodium.crypto_box_seal_open(box, publicKey, privateKey));
}

function listed(kept: Secrets, query: URLSearchParams): Answer {
  const perPage = Number(query.get('per_page') ?? 30);
  const page = Number(query.get('page') ?? 1);
  const all = [...kept].map(([name, { createdAt, updatedAt, visibility }]) => {
    const common = { name, created_at: createdAt, updated_at: updatedAt };
    const selected_repositories_url = `https://api.github.com/orgs/acme/actions/secrets/${name}/repositories`;
    return visibility === undefined ? common : { ...common, visibility, selected_repositories_url };
  });
  return { status: 200, body: { total_count: all.length, secrets: all.slice((page - 1) * perPage, page * perPage) } };
}
