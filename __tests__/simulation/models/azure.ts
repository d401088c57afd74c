import { EnvironmentCredential } from '@azure/identity';
import { challenge, keyVault } from '../../servers/azure.js';
import type { Asked, Reply, StoredDocument, StoreModel } from './server.js';

export const token = 'simulated-token-of-azure';

/** Key Vault of Azure: the routes of the server that the stores' tests have. */
export class AzureModel implements StoreModel {
  readonly host = 'my-vault.vault.azure.net';
  readonly secrets: Parameters<typeof keyVault>[0] = new Map();

  constructor(private readonly name: string) {}

  current(): StoredDocument | undefined {
    return this.newest(this.name);
  }

  pending(): StoredDocument | undefined {
    return this.newest(`${this.name}-pending`);
  }

  put(document: StoredDocument): void {
    const body = JSON.stringify({ value: JSON.stringify(document) });
    const path = `/secrets/${this.name}?api-version=7.6`;
    keyVault(this.secrets, { method: 'PUT', path, headers: { host: this.host }, body });
  }

  remove(): void {
    this.secrets.clear();
  }

  shape(): unknown {
    return [...this.secrets].map(([name, { versions, deleted }]) => [
      name,
      deleted,
      versions.map(({ value, enabled }) => [value, enabled]),
    ]);
  }

  reply({ method, url, headers, body }: Asked): Reply {
    if (headers.authorization !== `Bearer ${token}`) return challenge;
    return keyVault(this.secrets, {
      method,
      path: url.pathname + url.search,
      headers: { ...headers, host: this.host },
      body,
    });
  }

  private newest(name: string): StoredDocument | undefined {
    const secret = this.secrets.get(name);
    const last = secret?.deleted ? undefined : secret?.versions.at(-1);
    return last?.enabled ? JSON.parse(last.value) : undefined;
  }
}

/** Logging in is the library's own affair; the stores' tests have it with the real one. */
export function logInToAzure(): void {
  const getToken = async () => ({ token, expiresOnTimestamp: Date.UTC(2099, 0) });
  Object.assign(EnvironmentCredential.prototype, { getToken });
}
