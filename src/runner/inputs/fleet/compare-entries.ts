import type { KmsAddress } from '../../../core/kms-address.js';
import { differenceOf, type RoleDeclaration } from '../../../core/roles.js';
import type { StoreTarget } from '../../../core/store-target.js';
import type { World } from '../../../world.js';
import type { Manifest } from './manifest.js';
import type { ManifestFaults } from './manifest-faults.js';
import type { ReadEntry, Run } from './read-entry.js';

interface Comparing {
  readonly run: Run;
  readonly faults: ManifestFaults;
  readonly parsers: { readonly placeOfTarget: (target: StoreTarget) => string };
  readonly environment: World['environment'];
}

type Declaration = RoleDeclaration & { readonly permissions: readonly string[] };

/** Refuses what two accounts cannot both have: one name, one place in a store, one key, and one role that is declared in two ways. */
export function compareEntries(entries: readonly ReadEntry[], { prefix }: Manifest, comparing: Comparing): void {
  const { faults } = comparing;
  const names = new First(faults);
  const places = new First(faults);
  const keys = new First(faults);
  const roles = new Map<string, { readonly entry: ReadEntry; readonly role: Declaration }>();
  const ofProvisioner = provisionerOf(comparing);
  for (const entry of entries) {
    const { name, role } = entry.options;
    if (name === '') continue;
    if (prefix) refuseOutside(entry, prefix.text, faults);
    const accepted = 'a name that no other account has';
    // Two names that look the same are one to whoever reviews the file. A second one's places and keys are those of the first.
    if (!names.isFirst(name.normalize('NFC'), entry, 'name', accepted, 'rename one')) continue;
    for (const target of entry.options.stores) {
      comparePlace(target, entry, places, ofProvisioner.place, comparing);
    }
    compareKey(entry, keys, ofProvisioner.key, comparing);
    if (role?.permissions) compareRole(entry, role as Declaration, roles, faults);
  }
}

function refuseOutside({ options, label, at }: ReadEntry, prefix: string, faults: ManifestFaults): void {
  if (options.name.startsWith(prefix)) return;
  const accepted = `a name that begins with the prefix ${faults.quote(prefix)}`;
  faults.refuse(at, `${label()}, name`, faults.quote(options.name), accepted, 'rename it, or change the prefix');
}

/** What may be there once, with the account that has it first. */
class First {
  private readonly seen = new Map<string, ReadEntry>();

  constructor(private readonly faults: ManifestFaults) {}

  /** Whether no account before has it; a second one is refused. */
  isFirst(
    what: string,
    entry: ReadEntry,
    input: 'name' | 'store' | 'key' | 'public-key',
    accepted: string,
    cure: string,
  ): boolean {
    const first = this.seen.get(what);
    if (!first) {
      this.seen.set(what, entry);
      return true;
    }
    const line = this.faults.places.lineOf(first.placeOf(input));
    const got = `what ${input === 'name' ? 'an account' : first.label()} on line ${line} has too`;
    const at = entry.placeOf(input);
    this.faults.add(at, `${entry.label()}, ${input}: got ${got}; accepted: ${accepted}; ${cure}.`, `second ${input}`);
    return false;
  }
}

function comparePlace(
  target: StoreTarget,
  entry: ReadEntry,
  places: First,
  ofProvisioner: string | undefined,
  { faults, ...comparing }: Comparing,
): void {
  const place = placeOf(target, comparing);
  if (place === ofProvisioner) {
    const cure = "the account's credential would be written over the provisioner's";
    faults.refuse(
      entry.placeOf('store'),
      `${entry.label()}, store`,
      faults.quote(target.target),
      'another place than provisioner-store',
      cure,
    );
    return;
  }
  const cure = 'one credential would be written over the other; write {name} into the store, or name another';
  places.isFirst(place, entry, 'store', 'a place that no other account has', cure);
}

function placeOf(target: StoreTarget, { parsers, environment }: Omit<Comparing, 'faults' | 'run'>): string {
  const { AWS_REGION, AWS_DEFAULT_REGION } = environment;
  const region = AWS_REGION || AWS_DEFAULT_REGION;
  const isBare = target.provider === 'aws-secretsmanager' && target.region === undefined && region;
  return parsers.placeOfTarget(isBare ? { ...target, region } : target);
}

/** Dfns takes a key for one credential only. */
function compareKey(
  { options, ...entry }: ReadEntry,
  keys: First,
  ofProvisioner: string | undefined,
  { faults }: Comparing,
): void {
  const { key } = options;
  const accepted = 'a key that no other account has';
  const cure = 'give each account a key of its own: Dfns takes a key for one credential only';
  if ('own' in key) keys.isFirst(key.own.fingerprint, { options, ...entry }, 'public-key', accepted, cure);
  if (!('kms' in key)) return;
  const place = placeOfKey(key.kms);
  if (place === ofProvisioner) {
    const other = 'another key than provisioner-key';
    faults.refuse(entry.placeOf('key'), `${entry.label()}, key`, faults.quote(key.kms.address), other, cure);
    return;
  }
  keys.isFirst(place, { options, ...entry }, 'key', accepted, cure);
}

/** The key that an address means, however it is written. */
function placeOfKey({ address: _, ...key }: KmsAddress): string {
  const { scheme: _scheme, ...place } = { scheme: '', ...key };
  const text = JSON.stringify(Object.entries(place).sort());
  return key.provider === 'azure' ? text.toLowerCase() : text;
}

function provisionerOf({ run, ...comparing }: Comparing): { place?: string; key?: string } {
  const { provisionerStore, form, parsers } = run;
  const address = form.isGiven('provisioner-key') && parsers.parseAddress(form.text('provisioner-key')).address;
  return {
    ...(provisionerStore && { place: placeOf(provisionerStore, comparing) }),
    ...(address && { key: placeOfKey(address) }),
  };
}

function compareRole(
  entry: ReadEntry,
  role: Declaration,
  roles: Map<string, { readonly entry: ReadEntry; readonly role: Declaration }>,
  faults: ManifestFaults,
): void {
  const first = roles.get(`${role.by} ${role.value}`);
  if (!first) {
    roles.set(`${role.by} ${role.value}`, { entry, role });
    return;
  }
  const { missing, surplus } = differenceOf(first.role.permissions, role.permissions);
  if (missing.length === 0 && surplus.length === 0) return;
  const at = entry.placeOf('permissions');
  const line = faults.places.lineOf(first.entry.placeOf('permissions'));
  const differs = [...surplus.map((each) => `without ${each}`), ...missing.map((each) => `with ${each}`)].slice(0, 5);
  const got = `the role ${faults.quote(role.value)} ${differs.join(', ')}, unlike line ${line} (${first.entry.label()})`;
  const cure = 'declare it alike, leave the permissions to one of them, or give the roles two names';
  faults.refuse(at, `${entry.label()}, permissions`, got, 'one declaration of one role', cure);
}
