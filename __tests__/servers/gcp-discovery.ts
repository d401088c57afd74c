import type { Answer, LoggedRequest } from './loopback.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
}

interface Method {
  readonly httpMethod: string;
  readonly flatPath?: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly request?: Schema;
  readonly response?: Schema;
}

interface Resource {
  readonly methods?: Readonly<Record<string, Method>>;
  readonly resources?: Readonly<Record<string, Resource>>;
}

export interface Discovery extends Resource {
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** @returns what is wrong with a request or its answer */
export type Check = (request: LoggedRequest, answer: Answer) => readonly string[];

/** Checks traffic against a Google discovery document: the method exists, its parameters and every property are known. */
export function discoveryCheck(discovery: Discovery): Check {
  const methods = methodsOf(discovery);
  return ({ method, path, body }, answer) => {
    const url = new URL(path, 'http://loopback');
    const place = `${method} ${url.pathname}`;
    const found = methods.find((each) => each.httpMethod === method && pattern(each).test(url.pathname));
    if (found === undefined) return [`${place} is no method of the API`];
    const unknown = [...url.searchParams.keys()].filter((name) => !(name in found.parameters));
    const sent = body === '' ? undefined : JSON.parse(body);
    return [
      ...unknown.map((name) => `${place} has no parameter ${name}`),
      ...(found.request === undefined && sent !== undefined ? [`${place} takes no body`] : []),
      ...(found.request === undefined ? [] : problems(discovery, found.request, sent, `${place} request`)),
      ...(answer.status === 200 && found.response !== undefined
        ? problems(discovery, found.response, answer.body, `${place} answer`)
        : []),
    ];
  };
}

function methodsOf({ methods = {}, resources = {} }: Resource): Method[] {
  return [...Object.values(methods), ...Object.values(resources).flatMap(methodsOf)];
}

function pattern({ flatPath, path }: Method): RegExp {
  return new RegExp(`^/${(flatPath ?? path).replace(/\{[^}]+\}/g, '[^/:]+')}$`);
}

function problems(discovery: Discovery, schema: Schema, value: unknown, place: string): readonly string[] {
  if (schema.$ref !== undefined) return problems(discovery, discovery.schemas[schema.$ref] ?? {}, value, place);
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return [`${place} is no array`];
    return value.flatMap((each) => problems(discovery, schema.items ?? {}, each, `${place}[]`));
  }
  if (schema.type === 'object') {
    if (typeof value !== 'object' || value === null) return [`${place} is no object`];
    return Object.entries(value).flatMap(([name, each]) => {
      const property = schema.properties?.[name] ?? schema.additionalProperties;
      return property === undefined
        ? [`${place} has no ${name}`]
        : problems(discovery, property, each, `${place}.${name}`);
    });
  }
  if (schema.enum !== undefined && !schema.enum.includes(String(value))) return [`${place} cannot be ${value}`];
  const expected = schema.type === 'integer' ? 'number' : schema.type;
  return expected === undefined || typeof value === expected ? [] : [`${place} is no ${schema.type}`];
}
