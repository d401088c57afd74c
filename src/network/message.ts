import type { OutgoingHttpHeaders } from 'node:http';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
  /** Whether sending it twice means the same as once: reads, and the fetching of tokens. Only such a request is retried. */
  readonly repeatable: boolean;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Who answered, for messages. */
  readonly host: string;
}

export interface NetworkOptions {
  /** Ends every request of the run. */
  readonly signal?: AbortSignal | undefined;
  /** For each request, in milliseconds. */
  readonly deadline?: number | undefined;
  /** Certificates (PEM) that are trusted instead of the system's, those of `VAULT_CACERT` for example. */
  readonly ca?: string | undefined;
  /** Registers every secret that a header carries before its request is sent: with NODE_DEBUG, Node itself prints what it sends. */
  readonly tellSecret?: ((secret: string) => void) | undefined;
  /** The longest response, in bytes. */
  readonly limit?: number | undefined;
}

export type Send = (request: HttpRequest) => Promise<HttpResponse>;
