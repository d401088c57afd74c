import { type AddressFault, addressFault } from '../network/address.js';
import { LoginProblem } from './problem.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const WHY: Readonly<Record<AddressFault, string>> = {
  'no address': 'is no https address',
  credentials: 'holds credentials',
  query: 'holds a query or a fragment',
  'plain http': 'is plain http beyond loopback, and requests carry a token',
};

/**
 * The address of a provider in the environment, the first of `names` that is set; it obeys the rule of `?endpoint=`.
 * @throws LoginProblem that names the variable and never repeats its value, which may hold a password
 */
export function addressFrom(environment: Environment, names: readonly string[]): string | undefined {
  const name = names.find((each) => environment[each]?.trim());
  const value = name === undefined ? undefined : environment[name]?.trim();
  const fault = value === undefined ? undefined : addressFault(value);
  if (fault === undefined) return value;
  throw new LoginProblem(
    'setting',
    `is not asked: the variable ${name} of the environment ${WHY[fault]}`,
    `Let ${name} be an address as in https://HOST[:PORT][/PATH] (http on loopback alone, no credentials in it), or remove it.`,
  );
}

/**
 * A token or a name that travels in a header. A line end around it is what `$(cat file)` and consoles leave; inside it no header could
 * carry it.
 * @throws LoginProblem
 */
export function headerFrom(environment: Environment, name: string, login: string): string | undefined {
  const value = environment[name]?.trim();
  if (!value) return undefined;
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw new LoginProblem(
    'login',
    `is not asked: the variable ${name} of the environment holds a space, a line end or another sign that none can hold`,
    `Set ${name} to the value alone, or put ${login} before this step.`,
  );
}
