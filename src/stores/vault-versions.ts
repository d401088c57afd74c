/** What Vault says of a version. */
export interface Metadata {
  readonly version: number;
  readonly created_time?: string;
  readonly destroyed?: boolean;
  readonly custom_metadata?: object | null;
}

export function hasVersion(metadata: unknown): metadata is Metadata {
  return typeof (metadata as Metadata | undefined)?.version === 'number';
}

/** `NUMBER@TIME`, of the metadata of a version. */
export function versionOf({ version, created_time: time }: Metadata): string {
  return `${version}@${time}`;
}

/** The number by which Vault counts it. */
export function numberOf(version: string): number {
  return Number(version.split('@')[0]);
}
