import { notFound, ok, type Reply } from '../http/errors.js';
import { pageOf } from '../http/page.js';
import { type ActorCall, callers, type Route } from '../http/route.js';
import { userShape } from './shapes.js';

const collection = '/auth/users';
const mayRead = ['Auth:Users:Read'];
const mayCreate = ['Auth:Users:Create'];

/** Organisation users: listed, read and invited. */
export const userRoutes: readonly Route[] = [
  { method: 'GET', path: collection, callers: callers.USP, needs: mayRead, isSigned: false, handle: list },
  { method: 'POST', path: collection, callers: callers.US, needs: mayCreate, isSigned: true, handle: invite },
  {
    method: 'GET',
    path: `${collection}/{userId}`,
    callers: callers.USP,
    needs: mayRead,
    isSigned: false,
    handle: read,
  },
];

function list({ organisation, query }: ActorCall): Reply {
  const users = query.get('kind') === 'EndUser' ? [] : [...organisation.users.values()];
  const { items, ...rest } = pageOf(users, query, organisation.switches.pageSize);
  return ok({ items: items.map((user) => userShape(organisation, user)), ...rest });
}

/** An invited user has no credential yet, and gets a code by e-mail. */
function invite({ organisation, body }: ActorCall<{ email: string }>): Reply {
  return ok(userShape(organisation, organisation.inviteUser(body.email).user));
}

function read({ organisation, params }: ActorCall): Reply {
  const user = organisation.users.get(params.userId ?? '');
  if (!user) throw notFound('User');
  return ok(userShape(organisation, user));
}
