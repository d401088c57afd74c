// @ts-check
/** No braces but those of `{name}`, in which the account's name is filled in. */
const template = '^([^{}$]|\\$(?!\\{)|\\{name\\})*$';

export function oneLine() {
  return { type: 'string', maxLength: 100, pattern: '^\\s*\\S[^\\r\\n]*\\s*$' };
}

export function switchOf() {
  return { enum: [true, false, 'true', 'false', 'True', 'False', 'TRUE', 'FALSE'] };
}

/** @param {{ minimum: number, maximum: number }} bounds */
export function numberOf({ minimum, maximum }) {
  return { type: ['integer', 'string'], minimum, maximum, pattern: '^\\s*(0|[1-9]\\d{0,9})\\s*$' };
}

export function durationOf() {
  return { anyOf: [{ const: 0 }, { type: 'string', pattern: '^\\s*(0|(0|[1-9]\\d{0,8})[smh]|(\\d|1[0-4])d)\\s*$' }] };
}

/** A list, or a text with one a line. @param {object} item @param {object} [more] */
export function listOf(item, more = {}) {
  return {
    anyOf: [
      { type: 'array', minItems: 1, items: item, ...more },
      { type: 'string', pattern: '\\S' },
    ],
  };
}

/** At least one target must be readable. @param {readonly string[]} schemes */
export function storeOf(schemes) {
  const item = {
    type: 'string',
    allOf: [{ pattern: `^\\s*(${schemes.map(anyCase).join('|')})://[^#\\s]+\\s*$` }, { pattern: template }],
  };
  return listOf(item, { contains: { not: { pattern: `^\\s*${anyCase('github')}:` } } });
}

/** @param {readonly string[]} schemes */
export function keyOf(schemes) {
  return {
    type: 'string',
    allOf: [{ pattern: `^\\s*(${schemes.map(anyCase).join('|')})://\\S+\\s*$` }, { pattern: template }],
  };
}

/** A preset, the name of a role, or its id. @param {readonly string[]} presets */
export function roleOf(presets) {
  const id = 'pm-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}';
  return {
    anyOf: [{ enum: presets }, { type: 'string', maxLength: 100, pattern: `^\\s*((?!pm-)\\S[^\\r\\n]*|${id})\\s*$` }],
  };
}

/** A pattern for a word in any case; JSON Schema has no flag for it. @param {string} word */
function anyCase(word) {
  return word.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
