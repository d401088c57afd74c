/** What the answers showed by the way. @param {import('../bench.js').Bench} bench */
export function noteTraffic({ answers, door }) {
  const { dates, limit, refusals, limitHeaders, windows } = door.traffic;
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
  if (limit !== undefined && door.traffic.isOfMinutes()) answers.value('rateLimit', limit);
  else if (limit !== undefined) answers.other('rateLimit', `429 after ${windows.map(saidOfWindow).join('; ')}`);
  else
    answers.notAsked(
      'rateLimit',
      `to go to the limit would stop everybody in the organisation; ${door.busiestMinute} requests in a minute were below it (429: ${refusals})`,
    );
}

const saidOfWindow = ({ answered, ms }) =>
  `${answered} requests${ms === undefined ? '' : `, answered again ${Math.round(ms / 1000)} s after the first of them`}`;

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
  // Whether one that only shows no token, or several, is such an account, nothing tells.
  const federated = items.filter(({ userInfo }) => userInfo?.federatedIdentity);
  if (federated.length === 0) answers.notAsked('oidcShape', 'no service account shows that it logs in by OIDC');
  else if (federated.every(({ accessTokens }) => accessTokens?.length === 0))
    answers.value('oidcShape', 'federated-identity');
  else answers.other('oidcShape', 'it has federatedIdentity, and a token too');
}
