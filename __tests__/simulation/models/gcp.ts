import { GoogleAuth } from 'google-auth-library';
import { PROJECT, secretManager } from '../../servers/gcp.js';
import type { Asked, Reply, StoredDocument, StoreModel } from './server.js';

/** Secret Manager of Google: the routes of the server that the stores' tests have. */
export class GcpModel implements StoreModel {
  readonly host = 'secretmanager.googleapis.com';
  readonly secrets: Parameters<typeof secretManager>[0] = new Map();

  constructor(private readonly name: string) {}

  current(): StoredDocument | undefined {
    return this.newest(this.name);
  }

  pending(): StoredDocument | undefined {
    return this.newest(`${this.name}-pending`);
  }

  put(document: StoredDocument): void {
    const secret = this.secrets.get(this.name) ?? { replication: { automatic: {} }, versions: [] };
    this.secrets.set(this.name, secret);
    secret.versions.push({ state: 'ENABLED', data: Buffer.from(JSON.stringify(document)).toString('base64') });
  }

  remove(): void {
    this.secrets.clear();
  }

  shape(): unknown {
    return [...this.secrets].map(([name, { versions }]) => [
      name,
      versions.map(({ state, data }) => [state, Buffer.from(data, 'base64').toString()]),
    ]);
  }

  reply({ method, url, headers, body }: Asked): Reply {
    return secretManager(this.secrets, { method, path: url.pathname + url.search, headers, body });
  }

  private newest(name: string): StoredDocument | undefined {
    const last = this.secrets.get(name)?.versions.at(-1);
    return last?.state === 'ENABLED' ? JSON.parse(Buffer.from(last.data, 'base64').toString('utf8')) : undefined;
  }
}

export { PROJECT };

/** Logging in is the library's own affair, and reads files; the stores' tests have it with the real one. */
export function logInToGcp(): void {
  const client = { getAccessToken: async () => ({ token: 'simulated' }) };
  Object.assign(GoogleAuth.prototype, { getClient: async () => client });
}
