/** What the answers showed by the way. @param {import('../bench.js').Bench} bench */
export function noteTraffic({ answers, door }) {
  const { dates, limit, refusals, limitHeaders } = door.traffic;
  const kinds = Object.keys(dates).filter((kind) => dates[kind] > 0);
  if (kinds.length === 1) answers.value('dateHeader', kinds[0]);
  else
    answers.other(
      'dateHeader',
      Object.entries(dates)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', '),
    );
  answers.value('rateLimitHeaders', [...limitHeaders].sort());
  if (limit !== undefined) answers.value('rateLimit', limit);
  else
    answers.notAsked(
      'rateLimit',
      `to go to the limit would stop everybody in the organisation; ${door.busiestMinute} requests in a minute were below it (429: ${refusals})`,
    );
}

const reasons = {
  invitedUsers: 'it is no behaviour, but who is there',
  invitedUsersRole: 'it is no behaviour, but what they hold',
  oidcAccounts: 'it is no behaviour, but who is there',
  registrationCodeSeconds: 'it takes a new user, and hours of waiting',
  groupRoles: 'how a group of users is made has not been published',
  latencyMs: 'it is a property of the way there',
};

/** The rest of the switches; of accounts that log in by OIDC only what a list shows. @param {import('../bench.js').Bench} bench */
export async function sayWhatIsNotAsked({ answers, dfns }) {
  for (const [name, why] of Object.entries(reasons)) answers.notAsked(name, why);
  const { items } = await dfns.list('/auth/service-accounts');
  const federated = items.some(({ userInfo }) => userInfo?.federatedIdentity !== undefined);
  const counts = items.map(({ accessTokens }) => accessTokens?.length);
  if (federated) answers.value('oidcShape', 'federated-identity');
  else if (counts.includes(0)) answers.value('oidcShape', 'no-tokens');
  else if (counts.some((count) => count > 1)) answers.value('oidcShape', 'several-credentials');
  else answers.notAsked('oidcShape', 'no service account of the organisation looks as if it logged in by OIDC');
}
