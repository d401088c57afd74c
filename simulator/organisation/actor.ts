import type { Credential, PersonalAccessToken, ServiceAccount, User } from './state.js';

export type ActorKind = 'user' | 'service-account' | 'pat';

/** Who a request comes from, with the rights of that moment. */
export interface Actor {
  readonly kind: ActorKind;
  /** The id that roles are assigned to: of the user, the service account, or the personal access token. */
  readonly id: string;
  /** The id of the user or service account behind it. */
  readonly userId: string;
  readonly tokenId?: string;
  /** Of a user: the id of the token of this login. */
  readonly loginId?: string;
  readonly username: string;
  readonly credentials: readonly Credential[];
  readonly operations: ReadonlySet<string>;
}

/** Somebody who can hold roles and credentials. */
export type Identity =
  | { readonly kind: 'user'; readonly id: string; readonly it: User }
  | { readonly kind: 'service-account'; readonly id: string; readonly it: ServiceAccount }
  | { readonly kind: 'pat'; readonly id: string; readonly it: PersonalAccessToken };
