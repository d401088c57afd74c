import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { AwsTarget } from '../account/store-target.js';
import { awsClient, awsErrorName, awsFault } from './aws-client.js';
import { fromText, toText } from './document.js';
import { conflict, isUnclear } from './fault.js';
import type { Kept, Store, StoreContents, StoredDocument, StoreSettings } from './store.js';

/**
 * A new version must carry some label. This one marks what is not yet current or pending; it moves on with each write, and a version
 * that has lost all its labels is AWS's to remove.
 */
const STAGED = 'DFNSSTAGED';
/** An empty document counts as none. A secret's first version becomes AWSCURRENT by itself, so it must not be a pending one. */
const NOTHING = '{}';
/** AWS keeps a removed secret for at least 7 days; what is written in that time restores it. */
const RECOVERY_DAYS = 7;

type Stage = 'AWSCURRENT' | 'AWSPENDING';

/** A version as it is labelled, whatever it holds. */
interface Labelled {
  readonly version: string;
  readonly document?: StoredDocument;
}

interface Labels {
  readonly current?: Labelled;
  readonly pending?: Labelled;
  /** The secret waits for its removal and cannot be read. */
  readonly removed: boolean;
}

/**
 * AWS Secrets Manager: a JSON secret whose pending document has AWS's own label AWSPENDING. Moving a label away from the version
 * that was read (`RemoveFromVersionId`) is the check-and-set, so of runs that race exactly one wins.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
 */
export async function openAwsSecretsManager(target: AwsTarget, settings: StoreSettings): Promise<Store> {
  return new AwsSecretsManager(target, awsClient(target, settings));
}

class AwsSecretsManager implements Store {
  readonly target: string;
  readonly readable = true;

  constructor(
    private readonly place: AwsTarget,
    private readonly client: SecretsManagerClient,
  ) {
    this.target = place.target;
  }

  async read(): Promise<StoreContents> {
    const { current, pending } = documentsOf(await this.labels());
    return { ...(current && { current }), ...(pending && { pending }) };
  }

  async putPending(document: StoredDocument, expected: string | undefined): Promise<string> {
    const labels = await this.ready();
    if (documentsOf(labels).pending?.version !== expected) throw conflict(this.target, 'pending');
    return this.move('AWSPENDING', await this.stage(toText(document)), labels.pending?.version);
  }

  async putCurrent(document: StoredDocument, expected: string | undefined): Promise<string> {
    const labels = await this.ready();
    if (documentsOf(labels).current?.version !== expected) throw conflict(this.target, 'current');
    return this.move('AWSCURRENT', await this.stage(toText(document)), labels.current?.version);
  }

  async removePending(expected: string): Promise<void> {
    const labels = await this.labels();
    if (labels.removed || labels.pending === undefined) return;
    if (isPendingOnly(labels)) await this.parted(labels);
    await this.move('AWSPENDING', undefined, expected);
  }

  async clear(): Promise<void> {
    if ((await this.labels()).removed) return;
    const { name } = this.place;
    await this.ask('DeleteSecret', ['ResourceNotFoundException', 'InvalidRequestException'], () =>
      this.client.send(new DeleteSecretCommand({ SecretId: name, RecoveryWindowInDays: RECOVERY_DAYS })),
    );
  }

  private async labels(): Promise<Labels> {
    const [current, pending] = await Promise.all([this.labelled('AWSCURRENT'), this.labelled('AWSPENDING')]);
    const removed = current === 'removed' || pending === 'removed';
    return removed ? { removed } : { ...(current && { current }), ...(pending && { pending }), removed };
  }

  private async labelled(stage: Stage): Promise<Labelled | 'removed' | undefined> {
    const answer = await this.ask('GetSecretValue', ['ResourceNotFoundException', 'InvalidRequestException'], () =>
      this.client.send(new GetSecretValueCommand({ SecretId: this.place.name, VersionStage: stage })),
    );
    // AWS says InvalidRequestException of a secret that is marked for deletion.
    if (typeof answer === 'string') return answer === 'InvalidRequestException' ? 'removed' : undefined;
    const document = fromText(answer.SecretString);
    return { version: answer.VersionId ?? '', ...(document && { document }) };
  }

  /** The secret exists, is not waiting for its removal, and has a current version that is not the pending one too. */
  private async ready(): Promise<Labels> {
    const found = await this.labels();
    if (found.removed) return this.restore();
    if (found.current === undefined) return this.create();
    if (isPendingOnly(found)) return this.parted(found);
    return found;
  }

  private async create(): Promise<Labels> {
    const { name, kmsKeyId } = this.place;
    const answer = await this.ask('CreateSecret', ['ResourceExistsException'], () =>
      this.client.send(
        new CreateSecretCommand({
          Name: name,
          SecretString: NOTHING,
          Description: 'A Dfns service account; written by its GitHub Action.',
          ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
        }),
      ),
    );
    // It exists without a value, or another run was faster: a first version is made where there is none, and labelled by AWS.
    if (typeof answer === 'string') await this.stage(NOTHING);
    return this.labels();
  }

  /** What the secret held before its removal must not come back to life. */
  private async restore(): Promise<Labels> {
    const { name } = this.place;
    await this.ask('RestoreSecret', [], () => this.client.send(new RestoreSecretCommand({ SecretId: name })));
    const { current, pending } = await this.labels();
    await this.move('AWSCURRENT', await this.stage(NOTHING), current?.version);
    if (pending !== undefined) await this.move('AWSPENDING', undefined, pending.version);
    return this.labels();
  }

  private async parted({ current }: Labels): Promise<Labels> {
    await this.move('AWSCURRENT', await this.stage(NOTHING), current?.version);
    return this.labels();
  }

  /** The SDK gives each write a token of its own, so that a repeated one makes no second version. */
  private async stage(text: string): Promise<string> {
    const { name } = this.place;
    const answer = await this.ask('PutSecretValue', [], () =>
      this.client.send(new PutSecretValueCommand({ SecretId: name, SecretString: text, VersionStages: [STAGED] })),
    );
    return typeof answer === 'string' ? '' : (answer.VersionId ?? '');
  }

  /** Moves a label if it is where it was; where the answer was lost, or a repeated request was refused, it is looked at. */
  private async move(stage: Stage, to: string | undefined, from: string | undefined): Promise<string> {
    const command = new UpdateSecretVersionStageCommand({
      SecretId: this.place.name,
      VersionStage: stage,
      ...(to !== undefined && { MoveToVersionId: to }),
      ...(from !== undefined && to !== from && { RemoveFromVersionId: from }),
    });
    const lost = conflict(this.target, stage === 'AWSCURRENT' ? 'current' : 'pending');
    const problem = await this.ask('UpdateSecretVersionStage', ['InvalidParameterException'], () =>
      this.client.send(command),
    ).then(
      (answer) => (typeof answer === 'string' ? lost : undefined),
      (error: unknown) => error,
    );
    if (problem === undefined) return to ?? '';
    if (problem !== lost && !isUnclear(problem)) throw problem;
    const found = await this.labelled(stage).catch(() => 'removed' as const);
    if (found === 'removed' || found?.version !== to) throw problem;
    return to ?? '';
  }

  /** @returns the answer, or the name of an error that the caller expects */
  private async ask<T>(doing: string, expected: readonly string[], call: () => Promise<T>): Promise<T | string> {
    try {
      return await call();
    } catch (error) {
      if (expected.includes(awsErrorName(error))) return awsErrorName(error);
      throw awsFault(this.place, doing, error);
    }
  }
}

/** A pending document that became AWSCURRENT by itself, being the first version of a secret that someone made without a value. */
function isPendingOnly({ current, pending }: Labels): boolean {
  return (
    current !== undefined && current.version === pending?.version && current.document?.DFNS_AUTH_TOKEN === undefined
  );
}

function documentsOf(labels: Labels): { current: Kept | undefined; pending: Kept | undefined } {
  const { current, pending } = labels;
  const isSame = current?.version === pending?.version;
  return {
    current: isPendingOnly(labels) ? undefined : kept(current),
    pending: isSame && !isPendingOnly(labels) ? undefined : kept(pending),
  };
}

function kept(found: Labelled | undefined): Kept | undefined {
  return found?.document && { document: found.document, version: found.version };
}
