/** A request as a server sees it. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type StoredDocument = Readonly<Record<string, string>>;

/** A server as a function from request to reply, over what it holds. */
export interface Model {
  readonly host: string;
  reply(asked: Asked): Reply;
}

/** What a secret store holds, seen past the action. */
export interface StoreModel extends Model {
  /** Whether a run can read what is kept; else names and dates alone. */
  readonly isReadable?: boolean;
  /** Whether a write is under way that takes several requests. */
  readonly isTorn?: boolean;
  current(): StoredDocument | undefined;
  pending(): StoredDocument | undefined;
  /** Puts a document there, as an earlier run or a person's hand does. */
  put(document: StoredDocument): void;
  /** Puts a document into another secret of the store. */
  putBeside?(name: string, document: StoredDocument): void;
  /** Takes away all that it holds, as a person's hand does. */
  remove(): void;
  /** All that the next run could tell apart, without versions and times. */
  shape(): unknown;
}
