import { Challenges } from '../crypto/challenges.js';
import { newId } from '../organisation/ids.js';
import type { Organisation } from '../organisation/organisation.js';
import { routes } from '../routes/index.js';
import { contract } from '../schemas.js';
import { ApiError, badRequest, notAuthorized, notFound, type Reply, replyOf } from './errors.js';
import { authenticate, registrationOf, requireCaller, requireOperations, requireUserAction } from './gate.js';
import type { Call, Received, Route } from './route.js';
import { differences, type OperationSchema } from './schema.js';

interface Match {
  readonly route: Route;
  readonly params: Record<string, string>;
}

const compiled = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

/** Dfns's API over one organisation: every request gets an answer, never an exception. */
export class Api {
  private readonly challenges: Challenges;

  constructor(private readonly organisation: Organisation) {
    this.challenges = new Challenges(organisation);
  }

  answer(received: Received): Reply {
    try {
      return this.act(received);
    } catch (error) {
      if (error instanceof ApiError) return replyOf(error, newId('er'));
      throw error;
    }
  }

  /** Asks, in this order: is the path known, the caller, its kind allowed, the form valid, the right held, all signed? */
  private act(received: Received): Reply {
    const { organisation, challenges } = this;
    const { route, params } = match(received);
    requireHeaders(received);
    const schema = contract[`${route.method} ${route.path}`];
    if (!schema) throw new Error(`no schema for ${route.method} ${route.path}`);
    if (route.callers === 'anyone') {
      const body = formOf(received, schema);
      return route.handle({ organisation, challenges, params, query: received.query, body } as Call<never>);
    }
    if (route.callers === 'registration') {
      const challengeIdentifier = registrationOf(organisation, received);
      const body = formOf(received, schema) as never;
      return route.handle({ organisation, challenges, params, query: received.query, body, challengeIdentifier });
    }
    const actor = authenticate(organisation, received);
    if (!actor) throw notAuthorized('user token is missing or invalid');
    requireCaller(organisation, actor, route);
    const body = formOf(received, schema);
    requireOperations(
      organisation,
      actor,
      typeof route.needs === 'function' ? route.needs(body as never) : route.needs,
    );
    if (route.isSigned) requireUserAction(challenges, actor, received);
    return route.handle({ organisation, challenges, params, query: received.query, body: body as never, actor });
  }
}

function match({ method, path }: Received): Match {
  for (const { route, pattern } of compiled) {
    const found = route.method === method ? pattern.exec(path) : null;
    if (found) return { route, params: { ...found.groups } };
  }
  throw notFound(`${method} ${path}`);
}

/** Dfns wants a User-Agent, and a body that says it is JSON; docs/dfns-api.md, 2. */
function requireHeaders({ headers, payload }: Received): void {
  if (!headers['user-agent']) throw new ApiError(403, 'User-Agent header is missing');
  const type = headers['content-type'];
  if (payload !== '' && !(typeof type === 'string' && /^application\/json\b/i.test(type))) {
    throw new ApiError(415, 'Content-Type must be application/json');
  }
}

/** The body and query, checked against the contract; the SDK sends `{}` where the contract has no body. */
function formOf({ payload, query }: Received, schema: OperationSchema): unknown {
  const body = parsed(payload);
  const isOptional = schema.body === undefined || schema.bodyRequired === false;
  const ofBody =
    body === undefined
      ? isOptional
        ? []
        : ['body: required']
      : differences(body, schema.body ?? { type: 'object', additionalProperties: false });
  const ofQuery = Object.entries(schema.query ?? {}).flatMap(([name, parameter]) => {
    const text = query.get(name);
    return text === null ? [] : differences(fromText(text, parameter.type), parameter, name);
  });
  const [first] = [...ofBody, ...ofQuery];
  if (first !== undefined) throw badRequest(first);
  return body ?? {};
}

function parsed(payload: string): unknown {
  if (payload === '') return undefined;
  try {
    return JSON.parse(payload);
  } catch {
    throw badRequest('body: must be JSON');
  }
}

function fromText(text: string, type: string | undefined): unknown {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return type === 'integer' && /^\d+$/.test(text) ? Number(text) : text;
}
