import type { Challenges } from '../crypto/challenges.js';
import type { Actor, ActorKind } from '../organisation/actor.js';
import type { Organisation } from '../organisation/organisation.js';
import type { Reply } from './errors.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A request after it was read, before anything was asked of it. */
export interface Received {
  readonly method: string;
  /** As it was sent: percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly payload: string;
}

/** What a route gets to act on; its body has passed the contract. */
export interface Call<Body = unknown> {
  readonly organisation: Organisation;
  readonly challenges: Challenges;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body;
}

export interface ActorCall<Body = unknown> extends Call<Body> {
  readonly actor: Actor;
}

interface Head {
  readonly method: Method;
  /** The path as the contract writes it, `/permissions/{permissionId}`. */
  readonly path: string;
}

/** A route for everybody: login, and registration by code. */
export interface OpenRoute extends Head {
  readonly callers: 'anyone';
  readonly handle: (call: Call<never>) => Reply;
}

export interface RegistrationCall<Body = unknown> extends Call<Body> {
  /** Of the challenge that the temporary token was given out with. */
  readonly challengeIdentifier: string;
}

/** A route for a new user who has nothing yet but the temporary token of its registration. */
export interface RegistrationRoute extends Head {
  readonly callers: 'registration';
  readonly handle: (call: RegistrationCall<never>) => Reply;
}

/** A route for those who show a token. */
export interface GuardedRoute extends Head {
  readonly callers: readonly ActorKind[];
  /** Operations that the caller must hold, all of them. */
  readonly needs: readonly string[] | ((body: never) => readonly string[]);
  /** Whether the request must carry a user action that signs it. */
  readonly isSigned: boolean;
  /** Part of Create Credential, by which one guide lets machines rotate their key; a switch decides. */
  readonly isKeyRotation?: boolean;
  readonly handle: (call: ActorCall<never>) => Reply;
}

export type Route = OpenRoute | RegistrationRoute | GuardedRoute;

/** Organisation users, service accounts and personal access tokens, as the tables of docs/dfns-api.md, 1 abbreviate them. */
export const callers = {
  U: ['user'],
  UP: ['user', 'pat'],
  US: ['user', 'service-account'],
  USP: ['user', 'service-account', 'pat'],
} as const satisfies Record<string, readonly ActorKind[]>;
