import type { StoreTarget } from '../../../core/store-target.js';
import type { World } from '../../../world.js';
import type { Runner } from '../../runner.js';
import { refuseExcluded, refuseUnused, requireProvisioner } from '../check-inputs.js';
import type { FleetEntry, FleetOptions } from '../fleet-options.js';
import { InputForm } from '../input-form.js';
import { type InputName, inputNames, inputTable } from '../input-table.js';
import { readOrganisation } from '../inputs.js';
import type { AddressParser } from '../read-kms-key.js';
import { readProvisionerStore } from '../read-provisioner-store.js';
import type { TargetParser } from '../read-stores.js';
import { compareEntries } from './compare-entries.js';
import { concludeFleet } from './conclude-fleet.js';
import { decodeManifest } from './decode-manifest.js';
import { type Manifest, readManifest } from './manifest.js';
import type { ManifestFaults } from './manifest-faults.js';
import { readManifestFile } from './manifest-file.js';
import { refusedBeside } from './member-names.js';
import { checkDefaults, type ReadEntry, type Run, readEntry } from './read-entry.js';

/** What reads the addresses of other rooms; the entry hands it in. */
export interface FleetParsers {
  readonly parseTargets: TargetParser;
  /** The place that a target means, however it is written. */
  readonly placeOfTarget: (target: StoreTarget) => string;
  /** Loads the parser of addresses of keys in a KMS. */
  readonly loadAddressParser: () => Promise<AddressParser>;
}

type Mode = FleetOptions['mode'];

/** What the entries are read with, and what is told of them. */
interface Reading {
  readonly run: Run;
  readonly faults: ManifestFaults;
  readonly parsers: FleetParsers;
  readonly environment: World['environment'];
}

/**
 * Reads the inputs of a run over a manifest, and the manifest. All faults of both are told at once, those of the file on its own lines.
 * @throws ActionError `INVALID_INPUTS` or `INVALID_MANIFEST`, whose message lists them, one a line
 */
export async function readFleet(
  runner: Pick<Runner, 'input' | 'masks' | 'log'>,
  { environment }: Pick<World, 'environment'>,
  parsers: FleetParsers,
): Promise<FleetOptions> {
  const form = new InputForm(runner);
  const mode = readMode(form);
  const file = form.readWith('manifest', (text) => readManifestFile(text, environment.GITHUB_WORKSPACE ?? ''));
  const { text, faults } = decodeManifest(file?.bytes ?? Buffer.from(''), runner.masks);
  const manifest = file && text !== undefined ? readManifest(text, faults, runner.masks) : undefined;
  const parseAddress = await addressParser(form, manifest, parsers);
  const run = readRun(form, mode, { parseTargets: parsers.parseTargets, parseAddress });
  const ofRun = readRunOnly(form, mode, manifest);
  const entries = manifest ? readEntries(manifest, { run, faults, parsers, environment }) : [];
  if (manifest) checkRun(form, ofRun, manifest);
  await concludeFleet(form, faults, file, runner.log);
  const { form: _form, texts: _texts, parsers: _parsers, ...organisation } = run;
  return {
    ...organisation,
    ...ofRun,
    manifest: form.text('manifest'),
    ...(manifest?.prefix && { prefix: manifest.prefix.text }),
    entries: entries.map(({ at, options }): FleetEntry => ({ line: faults.places.lineOf(at), options })),
    warnings: form.warnings,
  };
}

function readMode(form: InputForm): Mode {
  const mode = form.read('mode');
  if (mode === undefined || mode === 'ensure' || mode === 'validate') return mode ?? 'ensure';
  const cure = 'use one of them, or give this account a step of its own without manifest';
  form.refuse('mode', mode, 'ensure or validate beside manifest', cure);
  return 'ensure';
}

/** The parser of addresses, which is loaded where the step or the file names a key in a KMS. */
async function addressParser(
  form: InputForm,
  manifest: Manifest | undefined,
  { loadAddressParser }: FleetParsers,
): Promise<AddressParser> {
  const named = manifest?.defaults.has('key') || manifest?.accounts.some(({ members }) => members.has('key'));
  return named || form.isGiven('provisioner-key') ? loadAddressParser() : () => ({ errors: [] });
}

const ofRunAlone: readonly InputName[] = inputNames.filter((name) => !inputTable[name].ofAccount);

function readRun(form: InputForm, mode: Mode, parsers: Run['parsers']): Run {
  for (const name of inputNames) {
    const words = refusedBeside(name);
    if (words) form.refuseGiven([name], ...words);
  }
  const organisation = readOrganisation(form, parsers);
  const provisionerStore = readProvisionerStore(form, parsers.parseTargets, []);
  const githubToken = form.read('github-token');
  refuseExcluded(form, mode, ofRunAlone);
  // A dry run of `validate` proves nothing, and a pull request has no use for more.
  const used = ofRunAlone.filter((name) => name !== 'dry-run');
  refuseUnused(form, mode, used);
  if (mode === 'ensure') requireProvisioner(form, mode);
  return {
    mode,
    form,
    texts: new Map([...ofRunAlone, 'warn-before-days' as const].map((name) => [name, form.text(name)])),
    parsers,
    ...organisation,
    ...(provisionerStore && { provisionerStore }),
    ...(githubToken && { githubToken }),
  };
}

function readRunOnly(form: InputForm, mode: Mode, manifest: Manifest | undefined) {
  const inFile = Number(manifest?.defaults.get('warn-before-days')?.text);
  const given = form.readOr('warn-before-days', 30);
  return {
    mode,
    dryRun: form.readOr('dry-run', false),
    force: form.readOr('force', false),
    warnBeforeDays: form.isGiven('warn-before-days') || Number.isNaN(inFile) ? given : inFile,
    timeout: form.readOr('timeout', 1) * 1000,
    shard: form.readOr('shard', { index: 1, count: 1 }),
    prune: form.readOr('prune', false),
    commentPlan: form.readOr('comment-plan', false),
  };
}

/** What the inputs and the manifest ask of each other. */
function checkRun(form: InputForm, { prune, shard }: ReturnType<typeof readRunOnly>, manifest: Manifest): void {
  if (form.isTrue('comment-plan') && !form.isGiven('github-token')) {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the workflow's own expression.
    const accepted = '${{ github.token }}, in a job with permissions: pull-requests: write';
    form.refuse('github-token', 'nothing', accepted, 'comment-plan writes a comment; give it');
  }
  if (!prune) return;
  const refuse = (accepted: string, cure: string) => form.refuse('prune', 'true', accepted, cure);
  if (!manifest.prefix) refuse('true where the manifest has a prefix', 'write prefix: into it: what has it is pruned');
  if (manifest.accounts.length === 0)
    refuse('true where the manifest names an account', 'name one, or leave prune out');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the workflow's own expression.
  const inMatrix = 'write prune: ${{ matrix.shard == 1 }}';
  if (shard.index !== 1) refuse('true in shard 1 alone, which prunes for all', inMatrix);
}

/** The accounts of the file, in the order of their names. */
function readEntries(manifest: Manifest, { run, faults, parsers, environment }: Reading): ReadEntry[] {
  checkDefaults(manifest.defaults, run, faults);
  const entries = manifest.accounts.map((account) => readEntry(account, manifest.defaults, run, faults));
  compareEntries(entries, manifest, { run, faults, parsers, environment });
  return entries.sort((one, other) => (one.options.name < other.options.name ? -1 : 1));
}
