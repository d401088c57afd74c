import type { StoreTarget } from '../core/store-target.js';
import { awsTarget } from './aws-target.js';
import { azureTarget } from './azure-target.js';
import { gcpTarget } from './gcp-target.js';
import { githubTarget } from './github-target.js';
import type { Bare, Parameters } from './target-rules.js';
import { vaultTarget } from './vault-target.js';

export interface Provider {
  /** How a target of this provider is written, for messages. */
  readonly form: string;
  readonly parameters: readonly string[];
  parse(place: string, parameters: Parameters): { target?: Bare<StoreTarget>; errors: readonly string[] };
}

/**
 * Each provider's rules, by scheme. Names are refused where the provider would refuse them, or where they would not leave
 * room for the sibling `NAME-pending`.
 */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  'aws-secretsmanager': {
    form: 'aws-secretsmanager://NAME',
    parameters: ['region', 'kms-key-id', 'endpoint'],
    parse: awsTarget,
  },
  vault: { form: 'vault://MOUNT/PATH', parameters: ['endpoint'], parse: vaultTarget },
  'gcp-secretmanager': {
    form: 'gcp-secretmanager://PROJECT/NAME',
    parameters: ['location', 'endpoint'],
    parse: gcpTarget,
  },
  'azure-keyvault': { form: 'azure-keyvault://VAULT/NAME', parameters: ['endpoint'], parse: azureTarget },
  github: {
    form: 'github://repository, github://environment/NAME, github://organization',
    parameters: ['prefix', 'visibility', 'endpoint'],
    parse: githubTarget,
  },
};
