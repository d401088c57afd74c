import { CannotAsk } from '../bench.js';
import { claimsOf, describe, isDone, isRefused } from '../dfns.js';

export const ofTokens = ['opaqueTokens', 'tokenIssuer', 'tokenAudience', 'loginTokenSeconds', 'namesInChallenge'];
export const ofLogout = ['logoutStatus', 'actionsAfterLogout'];
export const ofRegistration = ['registrationRefusals'];

/** What a login shows of its token and of its challenge. @param {import('../bench.js').Bench} bench */
export async function askTokens({ dfns, answers }) {
  const logins = [await dfns.login(), await dfns.login()];
  const offered = logins[0].begun.json?.allowCredentials?.key;
  if (Array.isArray(offered) && offered.length > 0)
    answers.value(
      'namesInChallenge',
      offered.some(({ name }) => typeof name === 'string'),
    );
  const claims = logins.map(({ actor }) => claimsOf(actor?.token));
  if (!logins.every(({ actor }) => actor)) throw new CannotAsk('Dfns refuses a second login');
  answers.value(
    'opaqueTokens',
    claims.some((each) => each === undefined),
  );
  const [first] = claims;
  if (first === undefined) throw new CannotAsk('the token of a login is no JWT, and shows nothing');
  claimed(answers, 'tokenIssuer', first.iss);
  claimed(answers, 'tokenAudience', first.aud);
  // A second may end between the two moments that a token names: the longer of two is right.
  const lives = claims.map(({ exp, iat }) => exp - iat);
  if (lives.every(Number.isInteger)) answers.value('loginTokenSeconds', Math.max(...lives));
  else answers.other('loginTokenSeconds', 'the token of a login does not say when it was made and when it ends');
}

function claimed(answers, name, seen) {
  if (typeof seen === 'string') answers.value(name, seen);
  else
    answers.other(
      name,
      seen === undefined ? 'the token has no such claim' : `the claim is ${JSON.stringify(seen).slice(0, 120)}`,
    );
}

/** The most requests of one try. */
const requestsOfLogout = 16;

/**
 * Ends a login that was made for it. What it signed meanwhile is then sent in another login; that this works before a logout is seen first.
 * @param {import('../bench.js').Bench} bench @param {{ path: string }} account of this run
 */
export async function askLogout(bench, account) {
  const { traffic } = bench.door;
  for (let tries = 0; ; tries += 1) {
    await bench.door.makeRoom(requestsOfLogout);
    const { refusals } = traffic;
    const isLasting = await endLogin(bench, account);
    if (isLasting) return;
    // A pause for the limit of requests may outlast a login.
    if (traffic.refusals === refusals || tries > 0)
      throw new CannotAsk('a login that was to last ended before it could be asked');
  }
}

/** @returns {Promise<boolean>} whether the other login lasted: only then a refusal says something of the logout */
async function endLogin({ dfns, answers, prefix }, { path }) {
  const [ending, lasting] = [await dfns.login(), await dfns.login()].map(({ actor }) => actor);
  if (!ending || !lasting) throw new CannotAsk('Dfns refuses a second login');
  const payload = JSON.stringify({ externalId: prefix });
  const signed = async () => (await dfns.sign(ending, 'PUT', path, payload)).userAction;
  const send = (userAction) => dfns.send('PUT', path, { token: lasting.token, payload, userAction });
  const isAlive = async (actor) => isDone(await dfns.beginSigning(actor, 'PUT', path, payload));
  const before = await signed();
  const control = before === undefined ? undefined : await send(before);
  const kept = control && isDone(control) ? await signed() : undefined;
  const logout = await dfns.send('PUT', '/auth/logout', { token: ending.token, payload: '{}' });
  if (isDone(logout) && (await isAlive(ending))) {
    answers.other('logoutStatus', `${logout.status}, and the login goes on`);
    throw new CannotAsk('a logout does not end the login');
  }
  const after = kept === undefined ? undefined : await send(kept);
  if (!(await isAlive(lasting))) return false;
  answers.oneOf('logoutStatus', logout.status, [200, 403, 404, 405], describe(logout));
  if (!isDone(logout)) throw new CannotAsk('there is no logout');
  if (!after)
    throw new CannotAsk(
      'what one login signs is not accepted in another, so nothing can be told of a login that ended',
    );
  if (isDone(after)) answers.value('actionsAfterLogout', 'live');
  else if (isRefused(after)) answers.value('actionsAfterLogout', 'end');
  else answers.other('actionsAfterLogout', describe(after));
  return true;
}

/** A code that nobody sent, for a user that there is not and for one that is registered: both are refused, alike or not. */
export async function askRegistrationRefusals({ dfns, answers, settings: { orgId, username }, prefix }) {
  const begin = (name) =>
    dfns.send('POST', '/auth/registration/init', {
      payload: JSON.stringify({ username: name, registrationCode: 'AAAA-BBBB-CCCC', orgId }),
    });
  const [unknown, registered] = [await begin(`${prefix}@example.com`), await begin(username)];
  const statuses = [unknown.status, registered.status];
  if (statuses.some((status) => status < 400 || status === 404 || status === 429 || status >= 500))
    answers.other('registrationRefusals', statuses.join(' and '));
  else if (statuses.every((status) => status === 401)) answers.value('registrationRefusals', 'alike');
  else if (statuses[0] === statuses[1]) answers.other('registrationRefusals', `all ${statuses[0]}`);
  else answers.value('registrationRefusals', 'apart');
}

export const ofInvitation = ['keyAsFirstFactor', 'registrationCodeSpent'];

/** Begins the registration of a new user twice, and finishes none. */
export async function askInvitation({ dfns, answers, settings: { orgId, invited } }) {
  if (!invited) throw new CannotAsk('it takes a new user and the code from its e-mail (--invited NAME=CODE)');
  const payload = JSON.stringify({ username: invited.username, registrationCode: invited.code, orgId });
  const first = await dfns.send('POST', '/auth/registration/init', { payload });
  if (!isDone(first)) throw new CannotAsk(`Dfns refuses the code of the new user (${first.status})`);
  const kinds = first.json?.supportedCredentialKinds?.firstFactor;
  if (Array.isArray(kinds)) answers.value('keyAsFirstFactor', kinds.includes('Key'));
  const second = await dfns.send('POST', '/auth/registration/init', { payload });
  if (isDone(second)) answers.value('registrationCodeSpent', 'at-end');
  else if (isRefused(second)) answers.value('registrationCodeSpent', 'at-init');
  else answers.other('registrationCodeSpent', describe(second));
}
