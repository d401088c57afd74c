interface Common {
  /** As the user wrote it; it holds no credential, so it is safe to print. */
  readonly target: string;
  /** Whether the store gives back what it keeps. */
  readonly readable: boolean;
  /** Another address of the provider's API: `https`, or `http` on loopback. */
  readonly endpoint?: string;
}

export interface AwsTarget extends Common {
  readonly provider: 'aws-secretsmanager';
  /** Its name, or its ARN, which cannot be created. */
  readonly name: string;
  readonly region?: string;
  readonly kmsKeyId?: string;
}

export interface VaultTarget extends Common {
  readonly provider: 'vault';
  /** With its own slashes, where it has some. */
  readonly mount: string;
  readonly path: string;
}

export interface GcpTarget extends Common {
  readonly provider: 'gcp-secretmanager';
  readonly project: string;
  readonly name: string;
  readonly location?: string;
}

export interface AzureTarget extends Common {
  readonly provider: 'azure-keyvault';
  readonly vault: string;
  readonly name: string;
}

export interface GithubTarget extends Common {
  readonly provider: 'github';
  readonly scope: 'repository' | 'environment' | 'organization';
  readonly environment?: string;
  readonly prefix: string;
  readonly visibility?: 'all' | 'private';
}

/** One line of the `store` input, checked as far as it can be without asking the provider. */
export type StoreTarget = AwsTarget | VaultTarget | GcpTarget | AzureTarget | GithubTarget;
