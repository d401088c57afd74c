import type { Asked, Reply, StoredDocument, StoreModel } from './server.js';

interface Version {
  readonly data: StoredDocument;
  readonly created: string;
  isDestroyed: boolean;
}

/** KV version 2 of Vault, mounted at `secret/`. Secrets by path, versions from 1. */
export class VaultModel implements StoreModel {
  readonly host = 'vault.test';

  /** @param secrets of one server, where several paths of it are looked at */
  constructor(
    private readonly path: string,
    private readonly token = 'hvs.simulated-token',
    readonly secrets = new Map<string, Version[]>(),
  ) {}

  current(): StoredDocument | undefined {
    return newest(this.secrets.get(this.path));
  }

  pending(): StoredDocument | undefined {
    return newest(this.secrets.get(`${this.path}-pending`));
  }

  put(document: StoredDocument): void {
    this.write(this.path, document);
  }

  putBeside(name: string, document: StoredDocument): void {
    this.write(name, document);
  }

  remove(): void {
    this.secrets.delete(this.path);
    this.secrets.delete(`${this.path}-pending`);
  }

  shape(): unknown {
    // Versions that are gone are numbers, and no more; one that a run will destroy makes its requests others.
    const alive = [this.path, `${this.path}-pending`].map((path) =>
      this.secrets.get(path)?.flatMap(({ isDestroyed, data: document }) => (isDestroyed ? [] : [document])),
    );
    return [this.current(), this.pending(), alive];
  }

  reply({ method, url, headers, body }: Asked): Reply {
    if (headers['x-vault-token'] !== this.token) return errors(403, 'permission denied');
    const path = decodeURIComponent(url.pathname.replace(/^\/v1\//, ''));
    const sent = body === '' ? {} : JSON.parse(body);
    if (path === 'sys/internal/ui/mounts/secret') return data({ type: 'kv', options: { version: '2' } });
    if (path === 'sys/capabilities-self')
      return data(Object.fromEntries(sent.paths.map((each: string) => [each, ['root']])));
    const [, api, name = ''] = /^secret\/(data|metadata|destroy)\/(.+)$/.exec(path) ?? [];
    if (api === 'data' && method === 'GET') return this.read(name, Number(url.searchParams.get('version') ?? 0));
    if (api === 'data' && method === 'POST') return this.checkAndSet(name, sent);
    if (api === 'destroy' && method === 'POST') return this.destroy(name, sent.versions);
    if (api === 'metadata' && method === 'DELETE') {
      this.secrets.delete(name);
      return { status: 204 };
    }
    if (api === 'metadata' && method === 'GET') return this.metadata(name);
    return errors(404, `no handler for route "${path}"`);
  }

  /** @param number 0 for the newest */
  private read(name: string, number: number): Reply {
    const versions = this.secrets.get(name);
    const last = versions?.at(number - 1);
    if (!versions || !last) return { status: 404, body: { errors: [] } };
    const version = number || versions.length;
    const metadata = { version, created_time: last.created, destroyed: last.isDestroyed, custom_metadata: null };
    return last.isDestroyed
      ? { status: 404, body: { data: { data: null, metadata } } }
      : data({ data: last.data, metadata });
  }

  private checkAndSet(
    name: string,
    { data: document, options }: { data: StoredDocument; options?: { cas?: number } },
  ): Reply {
    const versions = this.secrets.get(name) ?? [];
    if (options?.cas !== undefined && options.cas !== versions.length) {
      return errors(400, 'check-and-set parameter did not match the current version');
    }
    const created = this.write(name, document);
    return data({ version: versions.length || 1, created_time: created, destroyed: false });
  }

  private destroy(name: string, numbers: readonly number[]): Reply {
    const versions = this.secrets.get(name) ?? [];
    for (const number of numbers) {
      const version = versions[number - 1];
      if (version) version.isDestroyed = true;
    }
    return { status: 204 };
  }

  private metadata(name: string): Reply {
    const versions = this.secrets.get(name);
    if (!versions) return { status: 404, body: { errors: [] } };
    const shown = versions.map(({ created, isDestroyed }, index) => [
      index + 1,
      { created_time: created, destroyed: isDestroyed },
    ]);
    return data({ versions: Object.fromEntries(shown) });
  }

  private write(name: string, document: StoredDocument): string {
    const versions = this.secrets.get(name) ?? [];
    // Nanoseconds, as Vault tells them: no two writes have one time.
    const created = new Date().toISOString().replace('Z', `${String(++this.writes).padStart(6, '0')}Z`);
    versions.push({ data: document, created, isDestroyed: false });
    this.secrets.set(name, versions);
    return created;
  }

  private writes = 0;
}

function newest(versions: readonly Version[] | undefined): StoredDocument | undefined {
  const last = versions?.at(-1);
  return last && !last.isDestroyed ? last.data : undefined;
}

function data(found: unknown): Reply {
  return { status: 200, body: { data: found } };
}

function errors(status: number, message: string): Reply {
  return { status, body: { errors: [message] } };
}
