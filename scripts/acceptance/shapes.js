import { Ajv } from 'ajv';
import formats from 'ajv-formats';

/**
 * @typedef {object} Difference An answer that was not of the contract's shape.
 * @property {string} request `GET /permissions/{permissionId}`
 * @property {number} status
 * @property {string} member `userInfo.kind`; empty for the answer as a whole
 * @property {string} expected
 * @property {string} seen what kind of value; never a value that could be a secret
 * @property {number} times
 */

/** Answers that a switch of the simulator supposes, though the contract lacks them. */
const supposed = new Set(['DELETE /auth/service-accounts/{serviceAccountId} 204', 'POST /auth/service-accounts 202']);

/** One for all runs of a process: it keeps what it compiled. */
const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);

/** Holds answers to the contract, and remembers each way in which one differed. */
export class Shapes {
  /** @type {Map<string, Difference>} */
  found = new Map();
  held = 0;

  /** @param {Readonly<Record<string, { responses: Readonly<Record<string, unknown>> }>>} contract by `METHOD /path/{id}` */
  constructor(contract) {
    this.operations = Object.entries(contract).map(([name, { responses }]) => {
      const [method, path = ''] = name.split(' ');
      return { name, method, responses, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) };
    });
    this.errorShape = contract['POST /permissions'].responses.default;
  }

  /** `GET /permissions/{permissionId}` for a request; without ids. @param {string} method @param {string} path */
  nameOf(method, path) {
    return this.#operationOf(method, path)?.name ?? `${method} ${path.replace(/[a-z]{2,3}-[\w-]{10,}/g, '{id}')}`;
  }

  /** @param {string} method @param {string} path without its query @param {{ status: number, text: string, json: unknown }} answer */
  hold(method, path, { status, text, json }) {
    this.held += 1;
    const request = this.nameOf(method, path);
    const differs = (member, expected, seen) => this.#remember({ request, status, member, expected, seen });
    const operation = this.#operationOf(method, path);
    if (supposed.has(`${request} ${status}`)) return;
    let schema = status >= 400 ? this.errorShape : operation?.responses[status];
    if (schema === undefined) {
      differs('', `status ${statusesOf(operation)}`, `status ${status}`);
      // Another success is held to the shape of the known one.
      schema = status < 300 && text !== '' ? operation?.responses[200] : undefined;
      if (!schema) return;
    }
    if (schema === null) return text === '' ? undefined : differs('', 'an empty answer', kindOf(json));
    if (json === undefined) return differs('', 'JSON', text === '' ? 'an empty answer' : 'text that is no JSON');
    if (ajv.validate(schema, json)) return undefined;
    for (const error of ajv.errors ?? []) differs(memberOf(error), expectedBy(error), seenAt(json, error));
    return undefined;
  }

  #operationOf(method, path) {
    const fits = this.operations.filter((known) => known.method === method && known.pattern.test(path));
    // `/auth/service-accounts/credentials` fits a pattern with an id as well.
    return fits.find(({ name }) => !name.includes('{')) ?? fits[0];
  }

  #remember(difference) {
    const key = JSON.stringify(difference);
    const known = this.found.get(key) ?? { ...difference, times: 0 };
    known.times += 1;
    this.found.set(key, known);
  }
}

const statusesOf = (operation) =>
  Object.keys(operation?.responses ?? {})
    .filter((status) => status !== 'default')
    .join(' or ') || 'of an error';

/** `/items/3/kind` → `items[].kind`: one line for a list, however long. */
function memberOf({ instancePath, keyword, params }) {
  const within = instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? '[]' : part));
  const named =
    keyword === 'required'
      ? params.missingProperty
      : keyword === 'additionalProperties'
        ? params.additionalProperty
        : undefined;
  return [...within, ...(named === undefined ? [] : [named])].join('.').replaceAll('.[]', '[]');
}

function expectedBy({ keyword, params, message }) {
  if (keyword === 'required') return 'the member';
  if (keyword === 'additionalProperties') return 'no such member';
  if (keyword === 'enum')
    return `one of ${params.allowedValues.length > 8 ? `${params.allowedValues.length} known values` : params.allowedValues.join(', ')}`;
  return message ?? keyword;
}

function seenAt(json, { instancePath, keyword, params }) {
  const value = instancePath
    .split('/')
    .slice(1)
    .reduce((inner, part) => inner?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], json);
  if (keyword === 'required') return 'nothing';
  if (keyword === 'additionalProperties') return kindOf(value?.[params.additionalProperty]);
  // A word of an enumeration is no secret; anything longer might be.
  const isWord =
    keyword === 'enum' && typeof value === 'string' && /^[A-Za-z]+(:[A-Za-z]+)*$/.test(value) && value.length <= 60;
  return isWord ? value : kindOf(value);
}

/** @param {unknown} value */
export function kindOf(value) {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
  return typeof value === 'object' ? `an object` : `a ${typeof value}`;
}
