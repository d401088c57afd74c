import { isDone } from './dfns.js';
import { examine } from './guard.js';

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Headers} headers
 * @property {string} text
 * @property {any} json undefined where it is none
 *
 * @typedef {object} Request
 * @property {string} method
 * @property {string} path with its query
 * @property {Record<string, string>} [headers]
 * @property {string} [payload]
 * @property {boolean} [isPatient] waits where Dfns says 429, and asks again
 */

/** The run was told to end: nothing more is sent but what clears up. */
export class Interrupted extends Error {}

/** No answer, after a while or at once, or none but that it has to wait. */
export class NoAnswer extends Error {}

const deadlineMs = 30_000;
const minuteMs = 60_000;
const longestWaitMs = 120_000;

/** The one way to Dfns, for questions, for clearing up, and for the action too: guarded, recorded, counted and held to the contract. */
export class Door {
  /** Access tokens of the accounts that this run made; in memory alone. */
  ownTokens = new Set();
  /** Assignments that were answered as those of an account of this run. @type {Set<string>} */
  ownAssignments = new Set();
  /** Ids that were answered, for what is reported: whatever their form, they are shortened there. @type {Set<string>} */
  ids = new Set();
  /** When the requests of the last minute went out. @type {number[]} */
  sent = [];
  requests = 0;
  isClearing = false;
  busiestMinute = 0;

  /**
   * @param {{ apiUrl: string, record: import('./record.js').Record, shapes: import('./shapes.js').Shapes, world: import('./world.js').World,
   *   traffic: import('./traffic.js').Traffic }} parts
   */
  constructor({ apiUrl, record, shapes, world, traffic }) {
    Object.assign(this, { apiUrl, record, shapes, world, traffic });
  }

  /** @param {Request} request @returns {Promise<Answer>} @throws NotOurs, Interrupted or NoAnswer */
  async send(request) {
    const began = this.world.now();
    for (;;) {
      const answer = await this.#once(request);
      const waitMs = retryAfterMs(answer);
      if (answer.status !== 429 || !request.isPatient) return answer;
      if (this.world.now() + waitMs - began > longestWaitMs)
        throw new NoAnswer('Dfns says that there are too many requests (429), for longer than two minutes');
      await this.world.sleep(waitMs, this.#untilToldToEnd());
    }
  }

  /** Waits until so many requests fit into this minute, once it is known that they are counted. @param {number} count */
  async makeRoom(count) {
    const { limit } = this.traffic;
    if (limit === undefined || this.#inLastMinute() + count <= limit) return;
    await this.world.sleep((this.sent.at(-1) ?? 0) + minuteMs + 1000 - this.world.now(), this.#untilToldToEnd());
  }

  async #once({ method, path, headers = {}, payload = '' }) {
    if (this.world.signal.aborted && !this.isClearing) throw new Interrupted('the run was told to end');
    const [pathname = ''] = path.split('?');
    const [, token] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
    const { creates, renames } = examine({ method, path: pathname, body: parsed(payload), token }, this);
    const entry = creates && this.record.intend(creates.kind, creates.name);
    if (renames) this.record.renaming(renames.entry, renames.name);
    const sentAt = this.#count();
    const exchange = () => this.#exchange(method, path, headers, payload);
    // A connection that ends as a request goes out is tried once more where nothing can have been changed.
    const answer = await exchange().catch((error) => {
      if (method !== 'GET' || !error.isBroken) throw error;
      return exchange();
    });
    this.traffic.note(answer, sentAt);
    noteIds(answer.json, this.ids);
    if (entry) this.#settle(entry, answer);
    if (method === 'DELETE' && isDone(answer)) this.record.removed(pathname);
    for (const assignment of assignmentsIn(answer.json, this.record)) this.ownAssignments.add(assignment);
    if (answer.status === 202 && answer.json?.approvalId) this.record.waits(answer.json.approvalId);
    this.shapes.hold(method, pathname, answer);
    return answer;
  }

  async #exchange(method, path, headers, payload) {
    try {
      const response = await this.world.fetch(this.apiUrl + path, {
        method,
        // What changes something has a connection of its own: an old one may be closed by the other side at that very moment.
        headers: method === 'GET' ? headers : { ...headers, connection: 'close' },
        redirect: 'manual',
        signal: AbortSignal.timeout(deadlineMs),
        ...(payload === '' ? {} : { body: payload }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: parsed(text) };
    } catch (error) {
      const code = error.cause?.code ?? error.message;
      const none = new NoAnswer(`no answer to ${this.shapes.nameOf(method, path.split('?')[0])}: ${code}`);
      throw Object.assign(none, { isBroken: ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(code) });
    }
  }

  /** A refusal made nothing. What happened behind a 5xx, or is still to come, is not known: then the name stays in the record. */
  #settle(entry, { status, json }) {
    const id = json?.userInfo?.userId ?? json?.id;
    const isHeld = status === 202 && json?.approvalId !== undefined;
    if (isDone({ status }) && typeof id === 'string') this.record.made(entry, id);
    else if ((status >= 400 && status < 500) || isHeld) this.record.gone(entry);
    const tokens = Array.isArray(json?.accessTokens) ? json.accessTokens : [];
    for (const token of tokens) if (token?.accessToken) this.ownTokens.add(token.accessToken);
  }

  /** While it clears up nothing cuts a pause short. */
  #untilToldToEnd() {
    return this.isClearing ? undefined : this.world.signal;
  }

  #count() {
    const now = this.world.now();
    this.requests += 1;
    this.sent.push(now);
    this.busiestMinute = Math.max(this.busiestMinute, this.#inLastMinute());
    return now;
  }

  #inLastMinute() {
    const since = this.world.now() - minuteMs;
    this.sent = this.sent.filter((time) => time > since);
    return this.sent.length;
  }
}

/** As an account shows them, and as the list of a role does. */
function* assignmentsIn(json, record) {
  const { userInfo, items } = json ?? {};
  const isOwn = (id) => typeof id === 'string' && record.find('account', id) !== undefined;
  const shown = isOwn(userInfo?.userId) ? userInfo.permissionAssignments : undefined;
  for (const each of Array.isArray(shown) ? shown : []) yield `${each?.permissionId} ${each?.assignmentId}`;
  for (const each of Array.isArray(items) ? items : [])
    if (isOwn(each?.identityId)) yield `${each.permissionId} ${each.id}`;
    else if (isOwn(each?.userInfo?.userId)) yield* assignmentsIn(each, record);
}

/** A shorter text may be a word. */
const shortestId = 12;

function noteIds(json, ids) {
  if (typeof json !== 'object' || json === null) return;
  for (const [name, member] of Object.entries(json)) {
    if (typeof member !== 'string') noteIds(member, ids);
    else if (/(^id|Id|Uuid)$/.test(name) && name !== 'externalId' && member.length >= shortestId) ids.add(member);
  }
}

function retryAfterMs({ headers }) {
  const seconds = Number(headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 5000;
}

function parsed(text) {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
