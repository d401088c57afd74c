import { inspect } from 'node:util';
import { ActionError } from '../../src/error.js';
import { BAO_TOKEN } from '../servers/python.js';

/** A part of what the tests keep secret. */
export const SECRET = 'never-to-be-printed';

/** What a program could print of an error, its chain of causes included, that no one may see. */
export function leaksOf(error: unknown): readonly string[] {
  const printed = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
  return [SECRET, BAO_TOKEN, 'wJalrXUtnFEMI', 'Bearer'].filter((secret) => printed.includes(secret));
}

/** Runs what must fail. @returns its error, which holds no secret */
export async function errorOf(work: Promise<unknown>): Promise<ActionError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ActionError);
  expect(leaksOf(error)).toEqual([]);
  return error as ActionError;
}
