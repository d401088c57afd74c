import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Answer, LoggedRequest } from './loopback.js';

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: object }>> };
  readonly responses: Readonly<
    Record<string, { content?: Readonly<Record<string, { schema: object }>>; $ref?: string }>
  >;
  readonly parameters?: readonly { readonly $ref?: string; readonly name?: string; readonly in?: string }[];
}

const FILE = join(__dirname, '..', '..', 'node_modules', '@octokit', 'openapi', 'generated', 'api.github.com.json');

type Description = ReturnType<typeof JSON.parse>;
let read: Description;

/** Read once a test file: it is 10 MB. */
export function githubDescription(): Description {
  read ??= JSON.parse(readFileSync(FILE, 'utf8'), nullableAsAjvTakesIt);
  return read;
}

type Check = (request: LoggedRequest, answer: Answer) => readonly string[];
let check: Check | undefined;

/** Checks traffic against GitHub's OpenAPI description (npm @octokit/openapi): path, query, request body, status and response. */
export function githubCheck(): Check {
  check ??= makeCheck(githubDescription());
  return check;
}

function makeCheck(description: Description): Check {
  const problems = problemsBy(description);
  const paths = Object.keys(description.paths as object)
    .filter(
      (path) =>
        path.includes('/secrets') ||
        path.endsWith('/actions/runs/{run_id}') ||
        path === '/user' ||
        path.startsWith('/repos/{owner}/{repo}/issues'),
    )
    .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }));

  return (request, answer) => {
    const url = new URL(request.path, 'http://loopback');
    // `public-key` is described as a path of its own, before `{secret_name}`.
    const candidates = paths
      .filter(({ pattern }) => pattern.test(url.pathname))
      .sort((a, b) => variables(a.path) - variables(b.path));
    const operation: Operation | undefined =
      description.paths[candidates[0]?.path ?? '']?.[request.method.toLowerCase()];
    const place = `${request.method} ${url.pathname}`;
    if (operation === undefined) return [`${place} is not in the description`];
    const named = (operation.parameters ?? []).map(
      ({ $ref, name }) => name ?? description.components.parameters[$ref?.split('/').at(-1) ?? '']?.name,
    );
    const unknown = [...url.searchParams.keys()].filter((name) => !named.includes(name));
    const described = operation.responses[answer.status];
    const sent = request.body === '' ? undefined : JSON.parse(request.body);
    const isPartial = url.pathname.endsWith('/repositories');
    return [
      ...unknown.map((name) => `${place} has no parameter ${name}`),
      ...problems(operation.requestBody?.content['application/json']?.schema, sent, `${place} request`),
      ...(described === undefined && answer.status < 400 ? [`${place} does not answer ${answer.status}`] : []),
      ...(answer.status < 400 && !isPartial
        ? problems(described?.content?.['application/json']?.schema, answer.body, `${place} answer`)
        : []),
    ];
  };
}

/** What is wrong with a value, by its schema. */
function problemsBy({ components }: Description) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'github', components });
  const compiled = new WeakMap<object, ReturnType<typeof ajv.compile>>();
  return (schema: object | undefined, value: unknown, place: string): readonly string[] => {
    if (schema === undefined) return value === undefined ? [] : [`${place} is not described`];
    const local = () => JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"github#/components'));
    const validate = compiled.get(schema) ?? ajv.compile(local());
    compiled.set(schema, validate);
    return validate(value) ? [] : [`${place}: ${ajv.errorsText(validate.errors)}`];
  };
}

/** A workflow run as GitHub's own example shows it. */
export function exampleRun(): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(FILE, 'utf8')).components.examples['workflow-run'].value;
}

/** OpenAPI 3.0 lets `nullable` stand beside a reference or a choice, Ajv only beside a `type`, and not beside an `enum` without null. */
function nullableAsAjvTakesIt(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('nullable' in value)) return value;
  if ('type' in value && !('enum' in value)) return value;
  const { nullable, ...schema } = value;
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function variables(path: string): number {
  return path.split('{').length;
}
