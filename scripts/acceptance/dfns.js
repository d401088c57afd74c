import { signed } from './keys.js';

/**
 * @typedef {object} Actor Who acts: with a token, and a key to sign with.
 * @property {string} token
 * @property {string} credentialId
 * @property {string} privateKey PEM
 * @property {number} [endsAt] milliseconds, where its token says so
 *
 * @typedef {import('./door.js').Answer} Answer
 */

const mostEmptyPages = 10;

/** A client of Dfns that is no client of the action's: it sends what is asked, also what is wrong, and judges nothing. */
export class Dfns {
  /** @type {Actor | undefined} */
  #provisioner;

  /** @param {import('./door.js').Door} door @param {import('./arguments.js').Settings} settings */
  constructor(door, settings) {
    Object.assign(this, { door, settings });
  }

  /**
   * A login of its own, and the answers that led to it.
   * @returns {Promise<{ actor?: Actor, begun: Answer, done?: Answer }>} no actor where Dfns refused
   */
  async login() {
    const { username, orgId, credentialId, privateKey } = this.settings;
    const begun = await this.#post('/auth/login/init', { username, orgId });
    if (!isDone(begun)) return { begun };
    const done = await this.#post('/auth/login', assertion(begun.json, { credentialId, privateKey }));
    const { token } = done.json ?? {};
    if (!isDone(done) || typeof token !== 'string') return { begun, done };
    return { actor: { token, credentialId, privateKey, endsAt: this.#endOf(token) }, begun, done };
  }

  /** The provisioner, logged in anew where its login is about to end. @throws Error where Dfns refuses it */
  async provisioner() {
    const now = this.door.world.now();
    if (this.#provisioner && now < (this.#provisioner.endsAt ?? Infinity)) return this.#provisioner;
    const { actor, begun, done } = await this.login();
    if (!actor) throw new Error(`Dfns refuses the login of the provisioner (${describe(done ?? begun)})`);
    this.#provisioner = actor;
    return actor;
  }

  /** @param {string} path @param {Actor} [as] */
  async get(path, as) {
    return this.#asWhom(as, ({ token }) => this.send('GET', path, { token }));
  }

  /** All items of a list, page by page. @returns {Promise<{ items: any[], answer: Answer }>} `answer`: the last one */
  async list(path) {
    const items = [];
    for (let next = '', empty = 0; ; ) {
      const answer = await this.get(`${path}${next}`);
      const found = Array.isArray(answer.json?.items) ? answer.json.items : [];
      items.push(...found.filter((item) => typeof item === 'object' && item !== null));
      const { nextPageToken } = answer.json ?? {};
      // One page without items may be followed by others; many are an API that always names another.
      empty = found.length === 0 ? empty + 1 : 0;
      if (!isDone(answer) || !nextPageToken || empty === mostEmptyPages) return { items, answer };
      next = `${path.includes('?') ? '&' : '?'}paginationToken=${encodeURIComponent(nextPageToken)}`;
    }
  }

  /**
   * A change, signed as Dfns asks. `signed` says what is signed in place of what is sent; `payload` what is sent in place of the body.
   * @param {'POST' | 'PUT' | 'DELETE'} method
   * @param {string} path
   * @param {unknown} [body]
   * @param {{ as?: Actor, payload?: string, signed?: { path?: string, payload?: string } }} [how]
   */
  async change(method, path, body = {}, { as, payload = JSON.stringify(body), signed = {} } = {}) {
    return this.#asWhom(as, async (actor) => {
      const [pathname = ''] = path.split('?');
      const { userAction, answer } = await this.sign(actor, method, signed.path ?? pathname, signed.payload ?? payload);
      return userAction === undefined ? answer : this.send(method, path, { token: actor.token, payload, userAction });
    });
  }

  /**
   * @param {Actor} actor
   * @returns {Promise<{ userAction?: string, answer: Answer, challenge?: Answer }>} no user action where Dfns refused
   * @throws Error where it neither refused nor gave one: what was to be signed is then not sent
   */
  async sign(actor, method, path, payload) {
    const challenge = await this.beginSigning(actor, method, path, payload);
    if (challenge.status >= 400) return { answer: challenge };
    const answer = await this.#post('/auth/action', assertion(challenge.json ?? {}, actor), actor.token);
    const { userAction } = answer.json ?? {};
    if (answer.status >= 400) return { answer, challenge };
    if (typeof userAction !== 'string')
      throw new Error(`nothing could be signed: the answer (${describe(answer)}) has no user action`);
    return { userAction, answer, challenge };
  }

  /** @param {Actor} actor */
  beginSigning(actor, method, path, payload) {
    const wish = { userActionHttpMethod: method, userActionHttpPath: path, userActionPayload: payload };
    return this.#post('/auth/action/init', wish, actor.token);
  }

  /** @param {Actor} actor @param {unknown} challenge */
  finishSigning(actor, challenge) {
    return this.#post('/auth/action', assertion(challenge, actor), actor.token);
  }

  /** One request, with a token or without. @returns {Promise<Answer>} */
  send(method, path, { token, payload = '', userAction } = {}) {
    const headers = {
      accept: 'application/json',
      'user-agent': 'dfns-service-account-action acceptance',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(payload !== '' && { 'content-type': 'application/json' }),
      ...(userAction && { 'x-dfns-useraction': userAction }),
    };
    return this.door.send({ method, path, headers, payload, isPatient: true });
  }

  #post(path, body, token) {
    return this.send('POST', path, { token, payload: JSON.stringify(body) });
  }

  /** Another logout may have ended the provisioner's login: then it logs in again, once. */
  async #asWhom(as, act) {
    if (as) return act(as);
    const answer = await act(await this.provisioner());
    if (answer.status !== 401) return answer;
    this.#provisioner = undefined;
    return act(await this.provisioner());
  }

  #endOf(token) {
    const { exp, iat } = claimsOf(token) ?? {};
    // By this machine's clock, and while a fifth of its life is left.
    return typeof exp === 'number' && typeof iat === 'number' ? this.door.world.now() + (exp - iat) * 800 : undefined;
  }
}

const base64url = (text) => Buffer.from(text).toString('base64url');

function assertion({ challenge, challengeIdentifier }, { credentialId, privateKey }) {
  const clientData = JSON.stringify({ type: 'key.get', challenge });
  const credentialAssertion = {
    credId: credentialId,
    clientData: base64url(clientData),
    signature: signed(clientData, privateKey).toString('base64url'),
  };
  return { challengeIdentifier, firstFactor: { kind: 'Key', credentialAssertion } };
}

/** The claims of a JWT; undefined where it is none. @param {string | undefined} token @returns {any} */
export function claimsOf(token) {
  try {
    const [, claims = '', signature] = (token ?? '').split('.');
    const read = JSON.parse(Buffer.from(claims, 'base64url').toString());
    return signature !== undefined && typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Done at once; 202 says that it is held, or not done yet. @param {{ status: number }} answer */
export const isDone = ({ status }) => status >= 200 && status < 300 && status !== 202;

/** Whatever the status: where a control shows that nothing else stands in the way, it is a refusal of what was asked. @param {{ status: number }} answer */
export const isRefused = ({ status }) => status >= 400 && status < 500;

/** That the right is missing, or that there is no such token. @param {{ status: number }} answer */
export const isForbidden = ({ status }) => status === 401 || status === 403;

/** `403 …`, with what Dfns says, and ids shortened. @param {Answer} answer */
export function describe({ status, json }) {
  const message = json?.error?.message ?? json?.message;
  return typeof message === 'string' ? `${status} ${shortened(message.slice(0, 160))}` : String(status);
}

/** Ids of Dfns, and UUIDs, with their first letters alone. @param {string} text */
export function shortened(text) {
  return text
    .replace(/\b(?!dfns-)([a-z]{2,4}-[a-z0-9]{5})(-[a-z0-9]{5,}){1,2}\b/g, '$1-…')
    .replace(/\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '$1-…');
}
