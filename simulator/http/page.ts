import { badRequest } from './errors.js';

/** One page of a list, in the order in which its items came to be; `limit` and `paginationToken` as in docs/dfns-api.md, 1.5. */
export function pageOf<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  pageSize: number,
): { items: Item[]; nextPageToken?: string } {
  const limit = Number(query.get('limit') ?? pageSize);
  if (limit < 1) throw badRequest('limit: out of range');
  const start = startOf(query.get('paginationToken'));
  const end = start + Math.min(limit, pageSize);
  const page = items.slice(start, end);
  return end < items.length ? { items: page, nextPageToken: tokenOf(end) } : { items: page };
}

const tokenOf = (start: number) => Buffer.from(`page:${start}`).toString('base64url');

function startOf(token: string | null): number {
  if (token === null) return 0;
  const [, start] = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (start === undefined) throw badRequest('paginationToken is not valid');
  return Number(start);
}
