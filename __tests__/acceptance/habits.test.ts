import { allRights, hold, reasonOf, simulate } from './scene.js';

/** Another API than the simulator: what it answers to some requests is made another thing. */
function strange(
  change: (
    method: string,
    path: string,
    answer: { status: number; body: unknown },
  ) => { status: number; body: unknown },
): typeof fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    const text = await answer.text();
    const { pathname } = new URL(String(input));
    const changed = change(init?.method ?? 'GET', pathname, {
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
    });
    const headers = new Headers(answer.headers);
    headers.delete('content-length');
    return new Response(changed.body === undefined ? null : JSON.stringify(changed.body), {
      status: changed.status,
      headers,
    });
  };
}

describe('An organisation with habits of its own', () => {
  test('is reported as it is, forced into no switch, with each answer of another shape', async () => {
    const habits = strange((method, path, answer) => {
      const { userInfo } = (answer.body ?? {}) as { userInfo?: object };
      if (answer.status === 409) return { ...answer, status: 418 };
      if (method === 'DELETE' && /^\/auth\/service-accounts\//.test(path))
        return { status: 202, body: { queued: true } };
      if (method === 'DELETE' && path.includes('/assignments/')) return { status: 205, body: undefined };
      return userInfo && method === 'GET'
        ? { ...answer, body: { ...(answer.body as object), userInfo: { ...userInfo, kind: 'Robot', isActive: 'yes' } } }
        : answer;
    });
    const held = await hold(await simulate({ provisionerOperations: allRights }), {}, { fetch: habits });
    expect(reasonOf(held, 'duplicateNameStatus')).toMatch(/^other: 418/);
    expect(reasonOf(held, 'revokeStatus')).toBe('other: 205');
    expect(reasonOf(held, 'deleteStatus')).toBe('other: 202');
    expect(reasonOf(held, 'accountKind')).toBe('other: Robot');
    expect(held.exitCode).toBe(1);
    expect(held.report?.shapes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          request: 'DELETE /permissions/{permissionId}/assignments/{assignmentId}',
          seen: 'status 205',
        }),
        expect.objectContaining({
          request: 'GET /auth/service-accounts/{serviceAccountId}',
          status: 200,
          member: 'userInfo.isActive',
          expected: 'must be boolean',
          seen: 'a text',
        }),
      ]),
    );
  });
});
