import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Exchange } from '../../simulator/http/record.js';
import { differences, type OperationSchema, type Schema } from '../../simulator/http/schema.js';
import { changeRequests, contract } from '../../simulator/schemas.js';

const ajv = new Ajv({ strict: false });
formats.default(ajv);

/** That creation may be held for approval is one of the things a switch supposes; the contract does not say so. */
function withHeldCreation(operation: OperationSchema | undefined): OperationSchema {
  return { ...operation, responses: { ...operation?.responses, 202: changeRequests.Assignment } };
}

/** So is an empty answer to archiving. */
function withEmptyArchiving(operation: OperationSchema | undefined): OperationSchema {
  return { ...operation, responses: { ...operation?.responses, 204: null } };
}

const creation = 'POST /auth/service-accounts';
const archiving = 'DELETE /auth/service-accounts/{serviceAccountId}';
const all = {
  ...contract,
  [creation]: withHeldCreation(contract[creation]),
  [archiving]: withEmptyArchiving(contract[archiving]),
};
const operations = Object.entries(all).map(([name, schema]) => {
  const [method = '', path = ''] = name.split(' ');
  return { name, method, schema, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) };
});
const errorSchema = contract['POST /permissions']?.responses.default ?? {};

/**
 * How an exchange differs from the contract: its answer from the schema of its operation and status, or from that of errors. A request
 * that the contract refuses must have been refused, and the simulator's own small validator must judge it as a full one does.
 */
export function differencesOf({ method, path, requestBody, status, body }: Exchange): string[] {
  const operation = operations.find((known) => known.method === method && known.pattern.test(path));
  const schema = status >= 400 ? errorSchema : operation?.schema.responses[status];
  const where = `${method} ${path} ${status}`;
  if (schema === undefined) return [`the contract has no ${where}`];
  const ofAnswer = schema === null ? (body === undefined ? [] : ['the answer must be empty']) : errorsOf(schema, body);
  const ofRequest =
    operation?.schema.body && requestBody !== undefined ? ofBody(operation.schema.body, requestBody, status) : [];
  return [...ofAnswer, ...ofRequest].map((what) => `${where}: ${what}`);
}

function ofBody(schema: Schema, body: unknown, status: number): string[] {
  const differs = !ajv.validate(schema, body);
  return [
    ...(differences(body, schema).length > 0 === differs
      ? []
      : [`the two validators disagree about the request ${JSON.stringify(body)}`]),
    ...(differs && status < 400
      ? [`the request ${JSON.stringify(body)} is not of the contract, and was accepted`]
      : []),
  ];
}

function errorsOf(schema: Schema, body: unknown): string[] {
  return ajv.validate(schema, body) ? [] : (ajv.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
