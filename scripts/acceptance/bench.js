import { describe, isDone } from './dfns.js';
import { newKeyPair } from './keys.js';

/** What a question cannot be asked without. */
export class CannotAsk extends Error {}

/** What the questions work with: the client, the answers so far, and accounts and roles under this run's prefix. */
export class Bench {
  #accounts = 0;
  #roles = 0;
  /** Ids, where they are known. @type {string[] | undefined} */
  provisionerRoles = undefined;
  /** Whether a role of this run was given to an account of it, at once: then a refusal is not for want of the right. */
  assignsAtOnce = false;

  /**
   * @param {{ dfns: import('./dfns.js').Dfns, answers: import('./answers.js').Answers, prefix: string,
   *   settings: import('./arguments.js').Settings, world: import('./world.js').World }} parts
   */
  constructor({ dfns, answers, prefix, settings, world }) {
    Object.assign(this, { dfns, answers, prefix, settings, world });
    this.door = dfns.door;
  }

  freshName() {
    this.#accounts += 1;
    return `${this.prefix}-q${this.#accounts}`;
  }

  /** Asks for an account, whatever comes of it. @param {{ name?: string, keys?: ReturnType<typeof newKeyPair>, permissionId?: string, daysValid?: number }} [wish] */
  async tryAccount({ name = this.freshName(), keys = newKeyPair(), ...rest } = {}) {
    const answer = await this.dfns.change('POST', '/auth/service-accounts', {
      name,
      publicKey: keys.publicKey,
      ...rest,
    });
    const id = answer.json?.userInfo?.userId;
    return {
      answer,
      id,
      name,
      keys,
      path: `/auth/service-accounts/${id}`,
      isMade: isDone(answer) && typeof id === 'string',
    };
  }

  /** @throws CannotAsk where Dfns refuses it */
  async account(wish) {
    const made = await this.tryAccount(wish);
    if (!made.isMade) throw new CannotAsk(`an account of its own was not to be had (${describe(made.answer)})`);
    return made;
  }

  /** The account as who acts: some answers leave its credential's id out, and then its own challenge names it. */
  async actorOf({ answer, keys }) {
    const { accessToken: token, credId } = answer.json?.accessTokens?.[0] ?? {};
    if (!token) throw new CannotAsk('the token of its own account is not shown');
    const actor = { token, credentialId: credId, privateKey: keys.privateKey };
    if (credId) return actor;
    const challenge = await this.dfns.beginSigning(actor, 'GET', '/permissions', '');
    const [only, ...others] = challenge.json?.allowCredentials?.key ?? [];
    if (!only?.id || others.length > 0)
      throw new CannotAsk('the id of the credential of its own account is not to be had');
    return { ...actor, credentialId: only.id };
  }

  async tryRole(operations) {
    this.#roles += 1;
    const name = `${this.prefix}-role${this.#roles}`;
    const answer = await this.dfns.change('POST', '/permissions', { name, operations });
    const id = answer.json?.id;
    return { answer, id, name, path: `/permissions/${id}`, isMade: isDone(answer) && typeof id === 'string' };
  }

  /** @throws CannotAsk */
  async role(operations) {
    const made = await this.tryRole(operations);
    if (!made.isMade) throw new CannotAsk(`a role of its own was not to be had (${describe(made.answer)})`);
    return made;
  }

  assign(role, account) {
    return this.dfns.change('POST', `${role.path}/assignments`, { identityId: account.id });
  }

  /** The roles that an account holds, as reading it shows. @returns {Promise<any[] | undefined>} undefined where it cannot be read */
  async rolesOf(account) {
    const answer = await this.dfns.get(account.path);
    const held = answer.json?.userInfo?.permissionAssignments;
    return isDone(answer) && Array.isArray(held) ? held : undefined;
  }

  /** Asks some questions together: what stops one of them is why the rest were not asked. @param {readonly string[]} names @param {() => Promise<void>} work */
  async ask(names, work) {
    try {
      await work();
      this.answers.notAsked(names, 'the answers on the way to it were not clear enough');
    } catch (error) {
      if (error.constructor.name === 'Interrupted') throw error;
      this.answers.notAsked(names, error.message);
    }
  }
}
