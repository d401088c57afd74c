import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';

/**
 * @typedef {'account' | 'role' | 'policy' | 'approval'} Kind
 *
 * @typedef {object} Entry
 * @property {Kind} kind
 * @property {string} [id] unknown while it is being made, or where the run died meanwhile
 * @property {true} [isRemoved] Dfns said that it archived it
 * @property {string[]} names all that it was to be called; none of an approval
 */

/** What a run made and has not cleared: written before each creation, and again when its id is known. It holds no secret. */
export class Record {
  /** @type {Entry[]} */
  entries = [];

  /** @param {string} path @param {{ prefix: string, apiUrl: string, orgId: string }} head */
  constructor(path, head) {
    this.path = path;
    this.head = head;
  }

  /** @param {string} path @returns {Record | undefined} @throws Error where something else lies there */
  static read(path) {
    if (!existsSync(path)) return undefined;
    const fault = new Error(`${path} is not the record of a run of npm run acceptance`);
    let read;
    try {
      read = JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      throw fault;
    }
    const { prefix, apiUrl, orgId, made } = read ?? {};
    if (
      ![prefix, apiUrl, orgId].every((text) => typeof text === 'string') ||
      !Array.isArray(made) ||
      !made.every(isEntry)
    )
      throw fault;
    const record = new Record(path, { prefix, apiUrl, orgId });
    record.entries = made;
    return record;
  }

  /** @param {Kind} kind @param {string} name @returns {Entry} */
  intend(kind, name) {
    const entry = { kind, names: [name] };
    this.entries.push(entry);
    this.write();
    return entry;
  }

  /** @param {Entry} entry @param {string} id */
  made(entry, id) {
    entry.id = id;
    this.write();
  }

  /** A change request that waits for approval, which this run caused. @param {string} id */
  waits(id) {
    if (this.find('approval', id)) return;
    this.entries.push({ kind: 'approval', id, names: [] });
    this.write();
  }

  /** @param {Entry} entry @param {string} name */
  renaming(entry, name) {
    if (entry.names.includes(name)) return;
    entry.names.push(name);
    this.write();
  }

  /** An account that Dfns said it archived; it may show it all the same. @param {string} path of the request */
  removed(path) {
    const entry = this.find('account', /^\/auth\/service-accounts\/([^/]+)$/.exec(path)?.[1]);
    if (!entry) return;
    entry.isRemoved = true;
    this.write();
  }

  /** It was not made after all, or is cleared. @param {Entry} entry */
  gone(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
    this.write();
  }

  /** @param {Kind} kind @param {string | undefined} id */
  find(kind, id) {
    return id === undefined ? undefined : this.entries.find((entry) => entry.kind === kind && entry.id === id);
  }

  /** Takes the file away, where nothing is left to clear. */
  end() {
    if (this.entries.length === 0) rmSync(this.path, { force: true });
  }

  /** Whole or not at all, and on the disk before the request goes out. */
  write() {
    const text = `${JSON.stringify({ ...this.head, made: this.entries }, undefined, 2)}\n`;
    const beside = `${this.path}.new`;
    const file = openSync(beside, 'w', 0o600);
    writeSync(file, text);
    fsyncSync(file);
    closeSync(file);
    renameSync(beside, this.path);
  }
}

const kinds = ['account', 'role', 'policy', 'approval'];

function isEntry(entry) {
  const { kind, id, names } = entry ?? {};
  return (
    kinds.includes(kind) &&
    (id === undefined || typeof id === 'string') &&
    Array.isArray(names) &&
    names.every((name) => typeof name === 'string')
  );
}
