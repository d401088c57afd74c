import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Exchange } from '../../simulator/http/record.js';
import { differences, type OperationSchema, type Schema } from '../../simulator/http/schema.js';
import { contract } from '../../simulator/schemas.js';

interface Validator {
  (value: unknown): boolean;
  errors?: { instancePath: string; message?: string }[] | null;
}

/** What scripts/contract-validators.mjs compiled. */
const folder = join(__dirname, '..', '..', 'build', 'contract');
const load = createRequire(__filename);
const loaded = new Map<string, Validator | undefined>();

function validatorOf(name: string): Validator | undefined {
  if (!loaded.has(name)) {
    const file = join(folder, `${name.replace(/[^\w-]+/g, '-')}.cjs`);
    loaded.set(name, existsSync(file) ? load(file) : undefined);
  }
  return loaded.get(name);
}

/** What a switch supposes, though the contract does not say so: creation may be held for approval, and archiving may answer nothing. */
const supposed = new Map<string, string | null>([
  ['POST /auth/service-accounts 202', 'change request'],
  ['DELETE /auth/service-accounts/{serviceAccountId} 204', null],
]);

const operations = Object.entries(contract).map(([name, schema]) => {
  const [method = '', path = ''] = name.split(' ');
  return { name, method, schema, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) };
});

interface Operation {
  readonly name: string;
  readonly schema: OperationSchema;
}

/**
 * How an exchange differs from the contract: its answer from the schema of its operation and status, or from that of errors. A request
 * that the contract refuses must have been refused, and the simulator's own small validator must judge it as a full one does.
 */
export function differencesOf({ method, path, requestBody, status, body }: Exchange): string[] {
  const operation = operations.find((known) => known.method === method && known.pattern.test(path));
  const found = [
    ...ofAnswer(operation, status, body),
    ...(operation?.schema.body && requestBody !== undefined
      ? ofRequest(operation.name, operation.schema.body, requestBody, status)
      : []),
  ];
  return found.map((what) => `${method} ${path} ${status}: ${what}`);
}

function ofAnswer(operation: Operation | undefined, status: number, body: unknown): string[] {
  const known = `${operation?.name} ${status}`;
  const name = status >= 400 ? 'POST /permissions default' : supposed.get(known);
  const mayBeEmpty = name === null || (name === undefined && operation?.schema.responses[status] === null);
  if (mayBeEmpty) return body === undefined ? [] : ['the answer must be empty'];
  const validate = validatorOf(name ?? known);
  if (!validate) return ['the contract has no such answer'];
  if (validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function ofRequest(name: string, schema: Schema, body: unknown, status: number): string[] {
  const differs = validatorOf(`${name} request`)?.(body) !== true;
  return [
    ...(differences(body, schema).length > 0 === differs
      ? []
      : [`the two validators disagree about the request ${JSON.stringify(body)}`]),
    ...(differs && status < 400
      ? [`the request ${JSON.stringify(body)} is not of the contract, and was accepted`]
      : []),
  ];
}
