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
    // Two names that look the same are one to whoever reviews the file. A second one's places and keys are those of the first.
    const claim = { entry, input: 'name', written: name } as const;
    if (!names.isFirst(name.normalize('NFC'), claim, 'a name that no other account has', 'rename one')) continue;
    for (const target of entry.options.stores) {
      comparePlace(target, entry, places, ofProvisioner.place, comparing);
    }
    compareKey(entry, keys, ofProvisioner, comparing);
    if (role?.permissions) compareRole(entry, role as Declaration, roles, faults);
  }
}

function refuseOutside({ options, label, at }: ReadEntry, prefix: string, faults: ManifestFaults): void {
  if (options.name.startsWith(prefix)) return;
  const accepted = `a name that begins with the prefix ${faults.quote(prefix)}`;
  faults.refuse(at, `${label()}, name`, faults.quote(options.name), accepted, 'rename it, or change the prefix');
}

/** What an account asks for itself. */
interface Claim {
  readonly entry: ReadEntry;
  readonly input: 'name' | 'store' | 'key' | 'public-key';
  /** As the file has it. */
  readonly written: string;
}

/** What may be there once, with the account that has it first. */
class First {
  private readonly seen = new Map<string, Claim>();

  constructor(private readonly faults: ManifestFaults) {}

  /** Whether no account before has it; a second one is refused. */
  isFirst(what: string, claim: Claim, accepted: string, cure: string): boolean {
    const first = this.seen.get(what);
    if (!first) {
      this.seen.set(what, claim);
      return true;
    }
    const { entry, input, written } = claim;
    const line = this.faults.places.lineOf(first.entry.placeOf(input, first.written));
    const owner = input === 'name' ? 'another account' : first.entry.label();
    const shown = input === 'public-key' ? 'a key' : this.faults.quote(written);
    const text = `got ${shown}, which ${owner} has on line ${line}; accepted: ${accepted}; ${cure}.`;
    this.faults.add(entry.placeOf(input, written), `${entry.label()}, ${input}: ${text}`, `second ${input}`);
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
      entry.placeOf('store', target.target),
      `${entry.label()}, store`,
      faults.quote(target.target),
      'another place than provisioner-store',
      cure,
    );
    return;
  }
  const cure = 'one credential would be written over the other; write {name} into the store, or name another';
  places.isFirst(place, { entry, input: 'store', written: target.target }, 'a place that no other account has', cure);
}

function placeOf(target: StoreTarget, { parsers, environment }: Omit<Comparing, 'faults' | 'run'>): string {
  return parsers.placeOfTarget(
    target.provider === 'aws-secretsmanager' ? { ...regionOf(environment), ...target } : target,
  );
}

/** The region that AWS's client takes where none is written. */
function regionOf({ AWS_REGION, AWS_DEFAULT_REGION }: World['environment']): { region?: string } {
  const region = AWS_REGION || AWS_DEFAULT_REGION;
  return region ? { region } : {};
}

/** Dfns takes a key for one credential only. */
function compareKey(entry: ReadEntry, keys: First, ofProvisioner: Own, comparing: Comparing): void {
  const { faults } = comparing;
  const { key } = entry.options;
  const accepted = 'a key that no other account has';
  const cure = 'give each account a key of its own: Dfns takes a key for one credential only';
  if ('type' in key) return;
  const [input, place, written] =
    'own' in key
      ? (['public-key', key.own.fingerprint, ''] as const)
      : (['key', placeOfKey(key.kms, comparing), key.kms.address] as const);
  if (place !== ofProvisioner.key && place !== ofProvisioner.fingerprint) {
    keys.isFirst(place, { entry, input, written }, accepted, cure);
    return;
  }
  const other = input === 'key' ? 'another key than provisioner-key' : "another key than the provisioner's";
  faults.refuse(
    entry.placeOf(input),
    `${entry.label()}, ${input}`,
    written ? faults.quote(written) : 'its key',
    other,
    cure,
  );
}

/** The key that an address means, however it is written. */
function placeOfKey({ address: _, ...key }: KmsAddress, { environment }: Pick<Comparing, 'environment'>): string {
  const { scheme: _scheme, ...place } = { scheme: '', ...(key.provider === 'aws' && regionOf(environment)), ...key };
  const text = JSON.stringify(Object.entries(place).sort());
  return key.provider === 'azure' ? text.toLowerCase() : text;
}

/** What is the provisioner's own, and no account's. */
interface Own {
  readonly place?: string;
  readonly key?: string;
  readonly fingerprint?: string;
}

function provisionerOf({ run, ...comparing }: Comparing): Own {
  const { provisionerStore, provisioner, form, parsers } = run;
  const address = form.isGiven('provisioner-key') && parsers.parseAddress(form.text('provisioner-key')).address;
  return {
    ...(provisionerStore && { place: placeOf(provisionerStore, comparing) }),
    ...(address && { key: placeOfKey(address, comparing) }),
    ...(provisioner?.key && 'fingerprint' in provisioner.key && { fingerprint: provisioner.key.fingerprint }),
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
  const line = faults.places.lineOf(placeOfRole(first.entry));
  const differs = [...surplus.map((each) => `without ${each}`), ...missing.map((each) => `with ${each}`)].slice(0, 5);
  const got = `the role ${faults.quote(role.value)} ${differs.join(', ')}, unlike line ${line} (${first.entry.label()})`;
  const cure = 'declare it alike, leave the permissions to one of them, or give the roles two names';
  faults.refuse(placeOfRole(entry), `${entry.label()}, role`, got, 'one declaration of one role', cure);
}

/** A preset brings its permissions, which then stand nowhere. */
function placeOfRole({ has, placeOf: placeIn }: ReadEntry): number {
  return placeIn(has('permissions') ? 'permissions' : 'role');
}
