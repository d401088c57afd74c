// @ts-check
import { durationOf, keyOf, listOf, numberOf, oneLine, roleOf, storeOf, switchOf } from './values.js';

/**
 * @typedef {import('../../src/runner/inputs/readers.js').Accepts} Accepts
 * @typedef {object} Row
 * @property {string} [default]
 * @property {{ accepts?: Accepts }} [read]
 * @property {readonly string[]} [notBeside]
 */
/**
 * @typedef {object} Source
 * @property {Readonly<Record<string, Row>>} inputTable
 * @property {readonly string[]} memberNames the members of an account and of the defaults
 * @property {ReadonlySet<string>} lists those that may be a list
 * @property {Readonly<Record<string, { description: string }>>} descriptions of action.yml
 * @property {readonly string[]} presets
 * @property {readonly string[]} stores the schemes of targets
 * @property {readonly string[]} keys the schemes of keys in a KMS
 */

/**
 * The schema of a manifest. It refuses nothing that the action takes; what it cannot say (that names and targets stand once) the action
 * says on the line. Draft 7 is what editors know best.
 * @param {Source} source
 */
export function fleetSchema(source) {
  const members = Object.fromEntries(source.memberNames.map((name) => [name, memberOf(name, source)]));
  const exclusions = exclusionsOf(source);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Dfns service accounts',
    description:
      'A manifest: the service accounts of a Dfns organisation, as the input `manifest` of the action reads them.',
    type: 'object',
    additionalProperties: false,
    required: ['accounts'],
    properties: {
      prefix: {
        description:
          'With which every name begins. Needed for `prune`, which retires what has it and is not named here.',
        ...oneLine(),
      },
      defaults: {
        description: 'Any input of an account but `name`, for the accounts that do not say it themselves.',
        type: 'object',
        additionalProperties: false,
        properties: references(source.memberNames),
        allOf: exclusions,
      },
      accounts: {
        description: 'The accounts, each once. `[]` for none.',
        type: 'array',
        items: { $ref: '#/definitions/account' },
      },
    },
    if: { required: ['defaults'], properties: { defaults: { required: ['store'] } } },
    else: { properties: { accounts: { items: { required: ['store'] } } } },
    definitions: {
      account: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: { description: 'The name of the service account, unique in the organisation.', ...nameOf() },
          ...references(source.memberNames),
        },
        allOf: exclusions,
      },
      ...members,
    },
  };
}

/** @param {readonly string[]} names */
function references(names) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }]));
}

/** @param {string} name @param {Source} source */
function memberOf(name, source) {
  const row = source.inputTable[name];
  const description = source.descriptions[name]?.description;
  return {
    description,
    ...typeOf(name, row?.read?.accepts, source),
    ...(row?.default !== undefined && { default: typed(row) }),
  };
}

/** @param {Row} row */
function typed({ default: text = '', read }) {
  if (read?.accepts?.kind === 'number') return Number(text);
  return read?.accepts?.kind === 'boolean' ? text === 'true' : text;
}

/** @param {string} name @param {Accepts | undefined} accepts @param {Source} source */
function typeOf(name, accepts, { lists, presets, stores, keys }) {
  switch (accepts?.kind) {
    case 'boolean':
      return switchOf();
    case 'number':
      return numberOf(accepts);
    case 'duration':
      return durationOf();
    case 'words':
      return { enum: accepts.words };
  }
  if (name === 'store') return storeOf(stores);
  if (lists.has(name))
    return listOf({ type: 'string', maxLength: 100, pattern: '^\\s*[A-Z][A-Za-z0-9]*(:[A-Z][A-Za-z0-9]*)+\\s*$' });
  if (name === 'key') return keyOf(keys);
  return name === 'role' ? roleOf(presets) : { type: 'string', pattern: '\\S' };
}

/** A name that the action makes itself is refused. */
function nameOf() {
  return {
    ...oneLine(),
    not: {
      pattern:
        '(-[nN][eE][xX][tT]-[0-9a-fA-F]{8}|-[rR][eE][tT][iI][rR][eE][dD]-\\d{8}[tT]\\d{6}[zZ]|-[rR][uU][nN]-\\d+-\\d+)\\s*$',
    },
  };
}

/** The inputs that are refused beside each other; one that has its default says nothing. @param {Source} source */
function exclusionsOf({ inputTable, memberNames, presets }) {
  const pairs = memberNames.flatMap((name) =>
    (inputTable[name]?.notBeside ?? [])
      .filter((other) => memberNames.includes(other))
      .map((other) => ({ name, other })),
  );
  return [
    ...pairs.map(({ name, other }) => {
      const usual = inputTable[name]?.default;
      return {
        not: {
          required: [name, other],
          ...(usual !== undefined && { properties: { [name]: { not: { const: usual } } } }),
        },
      };
    }),
    { not: { required: ['role', 'permissions'], properties: { role: { enum: presets } } } },
  ];
}
