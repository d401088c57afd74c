// @ts-check
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/**
 * @typedef {object} ActionDefinition
 * @property {Record<string, { description: string, required?: boolean, default?: string }>} inputs
 * @property {Record<string, { description: string }>} outputs
 */

/** @type {ActionDefinition | undefined} */
let known;

/** @returns {ActionDefinition} */
export function readActionYml() {
  known ??= read();
  return known;
}

/** @returns {ActionDefinition} */
function read() {
  const file = new URL('../../action.yml', import.meta.url);
  // As strings: the runner knows no other type, and would hand on `30` as it stands there.
  const { inputs = {}, outputs = {} } = parse(readFileSync(file, 'utf8'), { schema: 'failsafe' });
  return { inputs, outputs };
}

/**
 * The environment in which the runner hands over `with:`: every input of action.yml, with its default or empty.
 * @param {Readonly<Record<string, string | undefined>>} given
 * @param {ActionDefinition} definition
 * @returns {Record<string, string>}
 */
export function inputEnvironment(given, definition) {
  for (const name of Object.keys(given)) {
    // The runner only warns; here it is a slip in a test or a scene.
    if (!(name in definition.inputs)) throw new Error(`action.yml has no input ${name}`);
  }
  return Object.fromEntries(
    Object.entries(definition.inputs).map(([name, input]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      given[name] ?? input.default ?? '',
    ]),
  );
}
