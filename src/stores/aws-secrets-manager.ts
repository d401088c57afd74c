import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AwsTarget } from '../core/store-target.js';
import type { ActionError } from '../error.js';
import { requireWritable } from './aws-checks.js';
import { awsClient } from './aws-client.js';
import { contentsOfLabels, isPendingOnly, type Labels, placesOf } from './aws-labels.js';
import { AwsSecretApi } from './aws-secret-api.js';
import { type Content, isNothing, othersIn } from './content.js';
import { toText } from './document.js';
import { conflict, storeError } from './fault.js';
import { placeOf, requireDocument, requireOurs } from './not-ours.js';
import type { Kept, Store, StoreContents, StoredDocument, StoreSettings } from './store.js';

/** An empty document counts as none. A secret's first version becomes AWSCURRENT by itself, so it must not be a pending one. */
const NOTHING = '{}';

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

  private readonly api: AwsSecretApi;

  constructor(
    private readonly place: AwsTarget,
    private readonly client: SecretsManagerClient,
    environment: StoreSettings['environment'],
  ) {
    this.target = place.target;
    this.api = new AwsSecretApi(place, client, environment);
  }

  async read(): Promise<StoreContents> {
    return contentsOfLabels(await this.api.labels());
  }

  /** Reads the pending version as well: it takes the same right, and only the pair shows a first version that has both labels. */
  async readCurrent(): Promise<StoreContents> {
    const { pending: _, ...rest } = await this.read();
    return rest;
  }

  async putPending(document: StoredDocument, expected: string | undefined): Promise<string> {
    await requireWritable(this.place, this.client);
    const labels = await this.prepare();
    const { pending } = placesOf(labels);
    requireDocument(this.target, pending, placeOf({ what: 'pending' }));
    if (pending?.version !== expected) throw conflict(this.target, 'pending');
    return this.api.move('AWSPENDING', await this.api.stage(toText(document)), labels.pending?.version);
  }

  async putCurrent(document: StoredDocument, expected: string | undefined, others?: Kept['others']): Promise<string> {
    const labels = await this.prepare();
    const { current } = placesOf(labels);
    requireDocument(this.target, current, placeOf({ what: 'current' }));
    if (current?.version !== expected) throw conflict(this.target, 'current');
    return this.api.move('AWSCURRENT', await this.api.stage(toText(document, others)), labels.current?.version);
  }

  async removePending(expected: string): Promise<void> {
    const labels = await this.api.labels();
    if (labels.removed || placesOf(labels).pending === undefined) return;
    requireDocument(this.target, placesOf(labels).pending, placeOf({ what: 'pending' }));
    if (isPendingOnly(labels)) await this.separate(labels);
    await this.api.move('AWSPENDING', undefined, expected);
  }

  async clear(): Promise<void> {
    const labels = await this.api.labels();
    const { current, pending } = placesOf(labels);
    requireOurs(this.target, current, placeOf({ what: 'current' }));
    requireOurs(this.target, pending, placeOf({ what: 'pending' }));
    const theirs = current && othersIn(current);
    if (theirs !== undefined) return this.leaveOthers(labels, theirs);
    // A secret that holds nothing of ours is not ours to remove.
    if (current === undefined && pending === undefined) return;
    await this.api.delete();
  }

  /** What others keep in our document stays, as a document without ours. */
  private async leaveOthers({ current, pending }: Labels, { document = {}, others }: Content): Promise<void> {
    await this.api.move('AWSCURRENT', await this.api.stage(toText(document, others)), current?.version);
    if (pending !== undefined && pending.version !== current?.version)
      await this.api.move('AWSPENDING', undefined, pending.version);
  }

  /** Makes sure that the secret exists, is not scheduled for deletion, and has a current version that is not the pending one too. */
  private async prepare(): Promise<Labels> {
    const found = await this.api.labels();
    if (found.removed) return this.restore();
    if (found.current === undefined) return this.create();
    if (isPendingOnly(found)) return this.separate(found);
    return found;
  }

  private async create(): Promise<Labels> {
    if (this.place.name.startsWith('arn:')) throw this.cannotCreateByArn();
    // Where it exists without a value, or another run was faster, AWS labels the first version that is written.
    if (!(await this.api.create(NOTHING))) await this.api.stage(NOTHING);
    return this.api.labels();
  }

  private cannotCreateByArn(): ActionError {
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
    await this.api.restore();
    const { current, pending } = await this.api.labels();
    const place = 'in it (it was scheduled for deletion, and is restored now)';
    for (const each of [current, pending]) requireOurs(this.target, isNothing(each) ? undefined : each, place);
    await this.api.move('AWSCURRENT', await this.api.stage(NOTHING), current?.version);
    if (pending !== undefined) await this.api.move('AWSPENDING', undefined, pending.version);
    return this.api.labels();
  }

  /** Gives the secret an empty current version, so that its pending one is no longer the current one too. */
  private async separate({ current }: Labels): Promise<Labels> {
    await this.api.move('AWSCURRENT', await this.api.stage(NOTHING), current?.version);
    return this.api.labels();
  }
}
