import { randomUUID } from 'node:crypto';
import type { Asked, Reply, StoredDocument, StoreModel } from './server.js';

interface Version {
  readonly id: string;
  readonly text: string;
  readonly stages: Set<string>;
}

interface Secret {
  versions: Version[];
  isDeleted: boolean;
}

interface Sent {
  readonly SecretId: string;
  readonly Name: string;
  readonly SecretString: string;
  readonly ClientRequestToken?: string;
  readonly VersionStage?: string;
  readonly VersionStages?: readonly string[];
  readonly MoveToVersionId?: string;
  readonly RemoveFromVersionId?: string;
}

class Refused extends Error {}

const said: Readonly<Record<string, string>> = {
  InvalidRequestException: "You can't perform this operation on the secret because it was marked for deletion.",
};

/** Secrets Manager of AWS: versions, and the labels that move between them. */
export class AwsModel implements StoreModel {
  readonly host = 'secretsmanager.eu-west-1.amazonaws.com';
  readonly secrets = new Map<string, Secret>();

  constructor(private readonly name: string) {}

  current(): StoredDocument | undefined {
    return this.document('AWSCURRENT');
  }

  pending(): StoredDocument | undefined {
    const document = this.document('AWSPENDING');
    return document?.DFNS_AUTH_TOKEN === undefined ? document : undefined;
  }

  put(document: StoredDocument): void {
    const text = JSON.stringify(document);
    if (!this.secrets.has(this.name)) this.CreateSecret({ Name: this.name, SecretString: text } as Sent);
    else this.PutSecretValue({ SecretId: this.name, SecretString: text } as Sent);
  }

  remove(): void {
    this.secrets.clear();
  }

  shape(): unknown {
    const secret = this.secrets.get(this.name);
    return (
      secret && [
        secret.isDeleted,
        secret.versions.flatMap(({ text, stages }) =>
          stages.size > 0 ? [[JSON.parse(text), [...stages].sort()]] : [],
        ),
      ]
    );
  }

  reply({ headers, body }: Asked): Reply {
    const action = headers['x-amz-target']?.split('.')[1] as keyof typeof this.actions;
    try {
      return { status: 200, body: this.actions[action].call(this, JSON.parse(body)) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return {
        status: 400,
        body: { __type: error.message, message: said[error.message] ?? error.message },
        headers: { 'x-amzn-errortype': error.message },
      };
    }
  }

  private get actions() {
    const { GetSecretValue, CreateSecret, PutSecretValue, UpdateSecretVersionStage } = this;
    const { DeleteSecret, RestoreSecret, DescribeSecret } = this;
    return {
      GetSecretValue,
      CreateSecret,
      PutSecretValue,
      UpdateSecretVersionStage,
      DeleteSecret,
      RestoreSecret,
      DescribeSecret,
    };
  }

  private GetSecretValue({ SecretId, VersionStage = 'AWSCURRENT' }: Sent) {
    const version = this.alive(SecretId).versions.find(({ stages }) => stages.has(VersionStage));
    if (!version) throw new Refused('ResourceNotFoundException');
    return {
      ARN: `arn:${SecretId}`,
      Name: SecretId,
      VersionId: version.id,
      SecretString: version.text,
      VersionStages: [...version.stages],
    };
  }

  private CreateSecret({ Name, SecretString, ClientRequestToken: id = randomUUID() }: Sent) {
    const found = this.secrets.get(Name);
    if (found?.isDeleted) throw new Refused('InvalidRequestException');
    if (found) throw new Refused('ResourceExistsException');
    this.secrets.set(Name, {
      versions: [{ id, text: SecretString, stages: new Set(['AWSCURRENT']) }],
      isDeleted: false,
    });
    return { ARN: `arn:${Name}`, Name, VersionId: id };
  }

  private PutSecretValue({
    SecretId,
    SecretString,
    ClientRequestToken: id = randomUUID(),
    VersionStages = ['AWSCURRENT'],
  }: Sent) {
    const secret = this.alive(SecretId);
    const same = secret.versions.find((version) => version.id === id);
    if (same && same.text !== SecretString) throw new Refused('ResourceExistsException');
    if (!same) {
      const version: Version = { id, text: SecretString, stages: new Set() };
      secret.versions.push(version);
      for (const stage of secret.versions.length === 1 ? [...VersionStages, 'AWSCURRENT'] : VersionStages)
        moveTo(secret, stage, version);
    }
    return { ARN: `arn:${SecretId}`, Name: SecretId, VersionId: id, VersionStages };
  }

  /** A label that is attached to another version is not moved unless that version is named. */
  private UpdateSecretVersionStage({ SecretId, VersionStage = '', MoveToVersionId, RemoveFromVersionId }: Sent) {
    const secret = this.alive(SecretId);
    const holder = secret.versions.find(({ stages }) => stages.has(VersionStage));
    const to = secret.versions.find(({ id }) => id === MoveToVersionId);
    const done = { ARN: `arn:${SecretId}`, Name: SecretId };
    if (MoveToVersionId !== undefined && !to) throw new Refused('ResourceNotFoundException');
    if (to && holder === to) return done;
    if (holder && holder.id !== RemoveFromVersionId) throw new Refused('InvalidParameterException');
    if (!holder && RemoveFromVersionId !== undefined) throw new Refused('InvalidParameterException');
    moveTo(secret, VersionStage, to);
    return done;
  }

  private DeleteSecret({ SecretId }: Sent) {
    const secret = this.alive(SecretId);
    secret.isDeleted = true;
    return { ARN: `arn:${SecretId}`, Name: SecretId };
  }

  private DescribeSecret({ SecretId }: Sent) {
    const secret = this.secrets.get(SecretId);
    if (!secret) throw new Refused('ResourceNotFoundException');
    const stages = secret.versions.flatMap(({ id, stages }) => (stages.size > 0 ? [[id, [...stages]]] : []));
    return { ARN: `arn:${SecretId}`, Name: SecretId, VersionIdsToStages: Object.fromEntries(stages) };
  }

  private RestoreSecret({ SecretId }: Sent) {
    const secret = this.secrets.get(SecretId);
    if (!secret) throw new Refused('ResourceNotFoundException');
    secret.isDeleted = false;
    return { ARN: `arn:${SecretId}`, Name: SecretId };
  }

  private alive(name: string): Secret {
    const secret = this.secrets.get(name);
    if (!secret) throw new Refused('ResourceNotFoundException');
    if (secret.isDeleted) throw new Refused('InvalidRequestException');
    return secret;
  }

  private document(stage: string): StoredDocument | undefined {
    const secret = this.secrets.get(this.name);
    const version = secret?.isDeleted ? undefined : secret?.versions.find(({ stages }) => stages.has(stage));
    const found = version && (JSON.parse(version.text) as StoredDocument);
    return found && Object.keys(found).length > 0 ? found : undefined;
  }
}

function moveTo(secret: Secret, stage: string, to: Version | undefined): void {
  const holder = secret.versions.find(({ stages }) => stages.has(stage));
  holder?.stages.delete(stage);
  to?.stages.add(stage);
  if (stage === 'AWSCURRENT' && holder) {
    for (const { stages } of secret.versions) stages.delete('AWSPREVIOUS');
    holder.stages.add('AWSPREVIOUS');
  }
}
