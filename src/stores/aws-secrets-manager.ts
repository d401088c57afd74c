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
import { requireWritable } from './aws-checks.js';
import { awsClient, awsErrorName, awsFault, isScheduledForDeletion } from './aws-client.js';
import { contentsOfLabels, isPendingOnly, type Labels, placesOf } from './aws-labels.js';
import { type Content, type Found, isNothing, othersIn, readText } from './content.js';
import { toText } from './document.js';
import { conflict, isUnclear, misshapen, storeError } from './fault.js';
import { placeOf, requireDocument, requireOurs } from './not-ours.js';
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

/**
 * AWS Secrets Manager: a JSON secret whose pending document has AWS's own label AWSPENDING. Moving a label away from the version
 * that was read (`RemoveFromVersionId`) is the check-and-set, so of runs that race exactly one wins.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
 */
export async function openAwsSecretsManager(target: AwsTarget, settings: StoreSettings): Promise<Store> {
  return new AwsSecretsManager(target, awsClient(target, settings), settings.environment);
}

class AwsSecretsManager implements Store {
  readonly target: string;
  readonly readable = true;

  constructor(
    private readonly place: AwsTarget,
    private readonly client: SecretsManagerClient,
    private readonly environment: StoreSettings['environment'],
  ) {
    this.target = place.target;
  }

  async read(): Promise<StoreContents> {
    return contentsOfLabels(await this.labels());
  }

  /** The pending version as well: it takes the same right, and tells a first version that has both labels. */
  async readCurrent(): Promise<StoreContents> {
    const { pending: _, ...rest } = await this.read();
    return rest;
  }

  async putPending(document: StoredDocument, expected: string | undefined): Promise<string> {
    await requireWritable(this.place, this.client);
    const labels = await this.ready();
    const { pending } = placesOf(labels);
    requireDocument(this.target, pending, placeOf({ what: 'pending' }));
    if (pending?.version !== expected) throw conflict(this.target, 'pending');
    return this.move('AWSPENDING', await this.stage(toText(document)), labels.pending?.version);
  }

  async putCurrent(document: StoredDocument, expected: string | undefined, others?: Kept['others']): Promise<string> {
    const labels = await this.ready();
    const { current } = placesOf(labels);
    requireDocument(this.target, current, placeOf({ what: 'current' }));
    if (current?.version !== expected) throw conflict(this.target, 'current');
    return this.move('AWSCURRENT', await this.stage(toText(document, others)), labels.current?.version);
  }

  async removePending(expected: string): Promise<void> {
    const labels = await this.labels();
    if (labels.removed || placesOf(labels).pending === undefined) return;
    requireDocument(this.target, placesOf(labels).pending, placeOf({ what: 'pending' }));
    if (isPendingOnly(labels)) await this.parted(labels);
    await this.move('AWSPENDING', undefined, expected);
  }

  async clear(): Promise<void> {
    const labels = await this.labels();
    const { current, pending } = placesOf(labels);
    requireOurs(this.target, current, placeOf({ what: 'current' }));
    requireOurs(this.target, pending, placeOf({ what: 'pending' }));
    const theirs = current && othersIn(current);
    if (theirs !== undefined) return this.leaveOthers(labels, theirs);
    // A secret that holds nothing of ours is not ours to remove.
    if (current === undefined && pending === undefined) return;
    await this.ask(
      'DeleteSecret',
      (error) => isMissing(error) || isScheduledForDeletion(error),
      () =>
        this.client.send(new DeleteSecretCommand({ SecretId: this.place.name, RecoveryWindowInDays: RECOVERY_DAYS })),
    );
  }

  /** What others keep in our document stays, as a document without ours. */
  private async leaveOthers({ current, pending }: Labels, { document = {}, others }: Content): Promise<void> {
    await this.move('AWSCURRENT', await this.stage(toText(document, others)), current?.version);
    if (pending !== undefined && pending.version !== current?.version)
      await this.move('AWSPENDING', undefined, pending.version);
  }

  private async labels(): Promise<Labels> {
    const [current, pending] = await Promise.all([this.labelled('AWSCURRENT'), this.labelled('AWSPENDING')]);
    const removed = current === 'removed' || pending === 'removed';
    return removed ? { removed } : { ...(current && { current }), ...(pending && { pending }), removed };
  }

  private async labelled(stage: Stage): Promise<Found | 'removed' | undefined> {
    const isExpected = (error: unknown) => isMissing(error) || isScheduledForDeletion(error);
    const answer = await this.ask('GetSecretValue', isExpected, () =>
      this.client.send(new GetSecretValueCommand({ SecretId: this.place.name, VersionStage: stage })),
    );
    if (typeof answer === 'string') return answer === 'InvalidRequestException' ? 'removed' : undefined;
    const { VersionId: version, SecretString: text, SecretBinary: bytes } = answer;
    if (!version || (text === undefined && bytes === undefined))
      throw misshapen(this.target, 'a version and its value');
    return { version, ...(text === undefined ? { foreign: 'a binary value' } : readText(text)) };
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
    if (name.startsWith('arn:')) throw this.notByItsArn();
    const answer = await this.ask(
      'CreateSecret',
      (error) => awsErrorName(error) === 'ResourceExistsException',
      () =>
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

  private notByItsArn() {
    return storeError(this.target, {
      code: 'STORE_NOT_FOUND',
      what: 'does not exist, and a secret cannot be created by its ARN, whose last signs AWS chooses',
      cure: 'Check the ARN, create the secret first (aws secretsmanager create-secret), or name the target by the name of the secret and ?region=.',
    });
  }

  /**
   * What the secret held before its removal must not come back to life. What it held cannot be seen before it is restored: where that
   * is not ours, it stays as it was.
   */
  private async restore(): Promise<Labels> {
    const { name } = this.place;
    await this.ask('RestoreSecret', never, () => this.client.send(new RestoreSecretCommand({ SecretId: name })));
    const { current, pending } = await this.labels();
    const place = 'in it (it was scheduled for deletion, and is restored now)';
    for (const each of [current, pending]) requireOurs(this.target, isNothing(each) ? undefined : each, place);
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
    const answer = await this.ask('PutSecretValue', never, () =>
      this.client.send(new PutSecretValueCommand({ SecretId: name, SecretString: text, VersionStages: [STAGED] })),
    );
    if (typeof answer === 'string' || !answer.VersionId) throw misshapen(this.target, 'a version');
    return answer.VersionId;
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
    const isLost = (error: unknown) => awsErrorName(error) === 'InvalidParameterException';
    const problem = await this.ask('UpdateSecretVersionStage', isLost, () => this.client.send(command)).then(
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
  private async ask<T>(
    doing: string,
    expects: (error: unknown) => boolean,
    call: () => Promise<T>,
  ): Promise<T | string> {
    try {
      return await call();
    } catch (error) {
      if (expects(error)) return awsErrorName(error);
      throw awsFault(this.place, doing, error, this.environment);
    }
  }
}

function isMissing(error: unknown): boolean {
  return awsErrorName(error) === 'ResourceNotFoundException';
}

function never(): boolean {
  return false;
}
