import type { FleetOutcome } from './fleet-outcome.js';
import type { Account, HeldRole } from './observed.js';
import { presets } from './roles.js';
import { quoted, yamlText } from './yaml-text.js';

/**
 * A manifest of the accounts that a dry run over an empty list found, ready to be pasted: YAML, in ASCII, letters and digits, no line of
 * it empty. No secret. What is no account of its own, or not to be kept by this action, is named in a comment.
 * @returns `undefined` where the run did not look for it
 */
export function manifestOf({ found, prefix, manifest }: FleetOutcome): string | undefined {
  if (found === undefined) return undefined;
  const names = countBy(found.map(({ name }) => name.normalize('NFC')));
  const reasons = new Map(
    found.map((account) => [account, whyLeftOut(account, names.get(account.name.normalize('NFC')) === 1)]),
  );
  const kept = found.filter((account) => reasons.get(account) === undefined).sort(byName);
  const left = found.filter((account) => reasons.get(account) !== undefined).sort(byName);
  const namesOfOne = roleNamesOfOne(found);
  return [
    `# What is there, for ${quoted(manifest)}. What to do before it is applied is in docs/fleet.md.`,
    ...(prefix === undefined ? [] : [`prefix: ${yamlText(prefix)}`]),
    'defaults:',
    `  store: ${place('{name}')} # where each credential is kept: put your own store here`,
    kept.length === 0 ? 'accounts: []' : 'accounts:',
    ...kept.flatMap((account) => entryOf(account, namesOfOne)),
    ...left.map((account) => `# left out: ${quoted(account.name)}, ${reasons.get(account)}`),
  ].join('\n');
}

/** The form of an address that `{name}` stands for the account in. */
function place(name: string): string {
  return `vault://secret/dfns/${name}`;
}

function entryOf({ id, name, roles, isActive }: Account, namesOfOne: ReadonlySet<string>): string[] {
  const [role, ...others] = roles.filter(({ through }) => through === undefined);
  const isAddress = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/.test(name);
  return [
    ...(isActive ? [] : ['  # It is not active: ensure activates it.']),
    `  - name: ${yamlText(name)}`,
    // Where the name cannot be a part of an address, the id can.
    ...(isAddress ? [] : [`    store: ${place(id.replace(/[^A-Za-z0-9-]/g, ''))}`]),
    ...(role ? [roleOf(role, namesOfOne)] : ['    # It holds no role of its own.']),
    ...others.map(
      ({ roleName }) => `    # It also holds the role ${quoted(roleName)}, and keeps it, unless exclusive is true.`,
    ),
  ];
}

/** By its name, which a person can read, but where the input `role` would take that name for something else. */
function roleOf({ roleName, roleId }: HeldRole, namesOfOne: ReadonlySet<string>): string {
  const isName = isOneLine(roleName) && !Object.hasOwn(presets, roleName) && !/^["'`]?pm-/.test(roleName);
  if (isName && namesOfOne.has(roleName)) return `    role: ${yamlText(roleName)}`;
  return `    role: ${yamlText(roleId)} # ${quoted(roleName)}: that name would not mean this role alone`;
}

/** The names of roles that one role alone has, as far as the accounts show. */
function roleNamesOfOne(found: readonly Account[]): ReadonlySet<string> {
  const roles = new Map(found.flatMap((account) => account.roles).map(({ roleId, roleName }) => [roleId, roleName]));
  return new Set([...countBy([...roles.values()])].filter(([, count]) => count === 1).map(([name]) => name));
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Why it is not to be kept by this action; `undefined` where it may be. */
function whyLeftOut({ name, oidc }: Account, isOnlyOne: boolean): string | undefined {
  if (oidc !== undefined) return 'it logs in by OIDC, and has no token that the action could keep';
  if (/-next-[0-9a-f]{8}$/i.test(name)) return 'a rotation was making it to replace another';
  if (/-retired-\d{8}T\d{6}Z$/i.test(name))
    return 'it has been replaced, and is archived when its grace period is over';
  if (/-run-\d+-\d+$/i.test(name)) return 'it belongs to one workflow run';
  if (!isOnlyOne) return 'several accounts have this name';
  return isOneLine(name) ? undefined : 'its name is none that the action accepts: rename it in the dashboard';
}

/** As the inputs take a name: up to 100 characters, all of them to be seen, no space around it. */
function isOneLine(name: string): boolean {
  return (
    name.length > 0 && name.length <= 100 && name.trim() === name && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)
  );
}

function byName(one: Account, other: Account): number {
  if (one.name === other.name) return 0;
  return one.name < other.name ? -1 : 1;
}
