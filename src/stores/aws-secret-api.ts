import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { AwsTarget } from '../core/store-target.js';
import { awsErrorName, awsFault, isScheduledForDeletion } from './aws-client.js';
import type { Labels } from './aws-labels.js';
import { type Found, readText } from './content.js';
import { conflict, isUnclear, misshapen } from './fault.js';
import type { StoreSettings } from './store.js';

/**
 * A new version must carry some label. This one marks what is not yet current or pending; it moves on with each write, and a version
 * that has lost all its labels is AWS's to remove.
 */
const STAGED = 'DFNSSTAGED';
/** AWS keeps a removed secret for at least 7 days; what is written in that time restores it. */
const RECOVERY_DAYS = 7;

type Stage = 'AWSCURRENT' | 'AWSPENDING';

/** The requests about one secret of Secrets Manager. Each expected refusal becomes a return value; every other one is thrown. */
export class AwsSecretApi {
  constructor(
    private readonly target: AwsTarget,
    private readonly client: SecretsManagerClient,
    private readonly environment: StoreSettings['environment'],
  ) {}

  /** What the labels AWSCURRENT and AWSPENDING stand at. */
  async labels(): Promise<Labels> {
    const [current, pending] = await Promise.all([this.labelled('AWSCURRENT'), this.labelled('AWSPENDING')]);
    const removed = current === 'removed' || pending === 'removed';
    return removed ? { removed } : { ...(current && { current }), ...(pending && { pending }), removed };
  }

  private async labelled(stage: Stage): Promise<Found | 'removed' | undefined> {
    const isExpected = (error: unknown) => isMissing(error) || isScheduledForDeletion(error);
    const answer = await this.ask('GetSecretValue', isExpected, () =>
      this.client.send(new GetSecretValueCommand({ SecretId: this.target.name, VersionStage: stage })),
    );
    if (typeof answer === 'string') return answer === 'InvalidRequestException' ? 'removed' : undefined;
    const { VersionId: version, SecretString: text, SecretBinary: bytes } = answer;
    if (!version || (text === undefined && bytes === undefined))
      throw misshapen(this.target.target, 'a version and its value');
    return { version, ...(text === undefined ? { foreign: 'a binary value' } : readText(text)) };
  }

  /** @returns whether this call created the secret; `false` where it exists, with a value or without */
  async create(text: string): Promise<boolean> {
    const { name, kmsKeyId } = this.target;
    const answer = await this.ask(
      'CreateSecret',
      (error) => awsErrorName(error) === 'ResourceExistsException',
      () =>
        this.client.send(
          new CreateSecretCommand({
            Name: name,
            SecretString: text,
            Description: 'A Dfns service account; written by its GitHub Action.',
            ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
          }),
        ),
    );
    return typeof answer !== 'string';
  }

  /** Takes back the removal of the secret. */
  async restore(): Promise<void> {
    const command = new RestoreSecretCommand({ SecretId: this.target.name });
    await this.ask('RestoreSecret', never, () => this.client.send(command));
  }

  async delete(): Promise<void> {
    await this.ask(
      'DeleteSecret',
      (error) => isMissing(error) || isScheduledForDeletion(error),
      () =>
        this.client.send(new DeleteSecretCommand({ SecretId: this.target.name, RecoveryWindowInDays: RECOVERY_DAYS })),
    );
  }

  /** Adds a version that is neither current nor pending. The SDK gives each write a token of its own, so that a repeated one makes no second version. */
  async stage(text: string): Promise<string> {
    const { name } = this.target;
    const answer = await this.ask('PutSecretValue', never, () =>
      this.client.send(new PutSecretValueCommand({ SecretId: name, SecretString: text, VersionStages: [STAGED] })),
    );
    if (typeof answer === 'string' || !answer.VersionId) throw misshapen(this.target.target, 'a version');
    return answer.VersionId;
  }

  /**
   * Moves a label if it is still at `from`. A lost response leaves open whether it was moved, and so does the refusal of a request that
   * the SDK repeated: then the label is read back.
   * @returns the version that the label is at now
   * @throws ActionError `STORE_CONFLICT` where another run moved it first
   */
  async move(stage: Stage, to: string | undefined, from: string | undefined): Promise<string> {
    const failure = await this.tryMove(stage, to, from);
    if (failure !== undefined) {
      const found = await this.labelled(stage).catch(() => 'removed' as const);
      if (found === 'removed' || found?.version !== to) throw failure;
    }
    return to ?? '';
  }

  /** @returns the error to throw unless the label turns out to be moved; `undefined` where it was moved */
  private async tryMove(stage: Stage, to: string | undefined, from: string | undefined): Promise<unknown> {
    const command = new UpdateSecretVersionStageCommand({
      SecretId: this.target.name,
      VersionStage: stage,
      ...(to !== undefined && { MoveToVersionId: to }),
      ...(from !== undefined && to !== from && { RemoveFromVersionId: from }),
    });
    const isConflict = (error: unknown) => awsErrorName(error) === 'InvalidParameterException';
    try {
      const answer = await this.ask('UpdateSecretVersionStage', isConflict, () => this.client.send(command));
      if (typeof answer !== 'string') return undefined;
      return conflict(this.target.target, stage === 'AWSCURRENT' ? 'current' : 'pending');
    } catch (error) {
      if (!isUnclear(error)) throw error;
      return error;
    }
  }

  /** @returns the response, or the name of an error that the caller expects */
  private async ask<T>(
    doing: string,
    expects: (error: unknown) => boolean,
    call: () => Promise<T>,
  ): Promise<T | string> {
    try {
      return await call();
    } catch (error) {
      if (expects(error)) return awsErrorName(error);
      throw awsFault(this.target, doing, error, this.environment);
    }
  }
}

function isMissing(error: unknown): boolean {
  return awsErrorName(error) === 'ResourceNotFoundException';
}

function never(): boolean {
  return false;
}
