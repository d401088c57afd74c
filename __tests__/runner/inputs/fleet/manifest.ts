import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKmsAddress } from '../../../../src/kms/address.js';
import { readFleet } from '../../../../src/runner/inputs/fleet/read-fleet.js';
import type { FleetOptions } from '../../../../src/runner/inputs/fleet-options.js';
import { reportFailure } from '../../../../src/runner/output/failure.js';
import { parseStoreTargets, placeOfTarget } from '../../../../src/stores/target.js';
import { Runner } from '../../runner.js';
import { type Inputs, orgId, privateKey } from '../../workflow.js';

/** The inputs of a run over a manifest. */
export const fleet: Inputs = {
  manifest: 'fleet.yml',
  'org-id': orgId,
  'provisioner-username': 'ci@example.com',
  'provisioner-private-key': privateKey,
};

/** A folder with the files of a checked-out repository. */
export class Workspace {
  readonly root = mkdtempSync(join(tmpdir(), 'workspace-'));

  /** @param manifest the text of fleet.yml */
  write(manifest: string | Buffer, file = 'fleet.yml'): void {
    writeFileSync(join(this.root, file), manifest);
  }

  /** What a run reads. */
  read(manifest: string | Buffer, inputs: Inputs = {}, environment: Inputs = {}): Promise<FleetOptions> {
    this.write(manifest);
    return this.readFile(inputs, environment);
  }

  readFile(inputs: Inputs = {}, environment: Inputs = {}): Promise<FleetOptions> {
    const step = (Runner.current ?? new Runner()).step;
    const given: Inputs = { ...fleet, ...inputs };
    return readFleet(
      { ...step, input: (name) => given[name] ?? '' },
      { environment: { GITHUB_WORKSPACE: this.root, ...environment } },
      { parseTargets: parseStoreTargets, placeOfTarget, loadAddressParser: async () => parseKmsAddress },
    );
  }

  /** The error of a run that is refused, as the run's page shows it, line by line. */
  async refused(
    manifest: string | Buffer | undefined,
    inputs: Inputs = {},
    environment: Inputs = {},
  ): Promise<string[]> {
    const runner = Runner.current;
    if (!runner) throw new Error('a refused run needs a runner');
    if (manifest !== undefined) this.write(manifest);
    const error = await this.readFile(inputs, environment).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error === undefined) throw new Error('this manifest was accepted');
    reportFailure(error, runner.step);
    return runner.texts('error').at(-1)?.split('\n') ?? [];
  }

  close(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** Gives each test of a file a workspace and a runner of its own. */
export function forEachTest(take: (workspace: Workspace, runner: Runner) => void): void {
  let made: { workspace: Workspace; runner: Runner };
  beforeEach(() => {
    made = { workspace: new Workspace(), runner: new Runner() };
    take(made.workspace, made.runner);
  });
  afterEach(() => {
    made.runner.close();
    made.workspace.close();
  });
}
