import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { differences, type OperationSchema, type Schema } from '../../simulator/http/schema.js';
import { changeRequests, contract } from '../../simulator/schemas.js';

const ajv = new Ajv({ strict: false });
formats.default(ajv);

/** That creation may be held for approval is one of the things a switch supposes; the contract does not say so. */
function withHeldCreation(operation: OperationSchema | undefined): OperationSchema {
  return { ...operation, responses: { ...operation?.responses, 202: changeRequests.Assignment } };
}

const creation = 'POST /auth/service-accounts';
const all = { ...contract, [creation]: withHeldCreation(contract[creation]) };
const operations = Object.entries(all).map(([name, schema]) => {
  const [method = '', path = ''] = name.split(' ');
  return { name, method, schema, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) };
});
const errorSchema = contract['POST /permissions']?.responses.default ?? {};

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly requestBody: unknown;
  readonly status: number;
  readonly body: unknown;
}

/** Holds an answer against the contract: the schema of its operation and status, and of errors for all others. */
export function expectContract({ method, path, requestBody, status, body }: Exchange): void {
  const operation = operations.find((known) => known.method === method && known.pattern.test(path));
  const schema = status >= 400 ? errorSchema : operation?.schema.responses[status];
  if (schema === undefined) throw new Error(`the contract has no ${status} for ${method} ${path}`);
  if (schema === null) expect(body).toBeUndefined();
  else expect({ method, path, status, body, errors: errorsOf(schema, body) }).toMatchObject({ errors: [] });
  if (operation?.schema.body && requestBody !== undefined) expectSameVerdict(operation.schema.body, requestBody);
}

/** The simulator's own small validator must judge every body that a test sends as a full one does. */
function expectSameVerdict(schema: Schema, body: unknown): void {
  expect({ body, differs: differences(body, schema).length > 0 }).toEqual({
    body,
    differs: !ajv.validate(schema, body),
  });
}

function errorsOf(schema: Schema, body: unknown): string[] {
  return ajv.validate(schema, body) ? [] : (ajv.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
