/** Where a key signs, as the inputs `provisioner-key` and `key` name it. Its text is safe to print. */
export type KmsAddress = AwsKey | GcpKey | AzureKey | TransitKey;

interface Common {
  /** As it was written. */
  readonly address: string;
  /** A private endpoint, a sovereign cloud or a local server. */
  readonly endpoint?: string;
}

export interface AwsKey extends Common {
  readonly provider: 'aws';
  /** The key's id, `alias/NAME`, or the ARN of either. */
  readonly key: string;
  readonly region?: string;
}

export interface GcpKey extends Common {
  readonly provider: 'gcp';
  readonly project: string;
  /** `projects/…/cryptoKeys/K`. */
  readonly key: string;
  readonly version?: number;
}

export interface AzureKey extends Common {
  readonly provider: 'azure';
  /** The host name of the vault or managed HSM, in lower case. */
  readonly vault: string;
  readonly key: string;
  /** 32 hex digits. */
  readonly version?: string;
}

export interface TransitKey extends Common {
  readonly provider: 'transit';
  readonly scheme: 'hashivault' | 'openbao';
  /** Without slashes around it; slashes within are written `%2F` in the address. */
  readonly mount: string;
  readonly key: string;
  readonly version?: number;
}
