import type { Store } from './store.js';
import type { StoreTarget } from './target.js';

export interface StoreSettings {
  /** Read by name only: where the providers' own actions leave addresses and credentials. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly githubToken?: string | undefined;
  /** Ends every request of the store. */
  readonly signal?: AbortSignal | undefined;
  /** For each request, in milliseconds; 10 seconds where it is not given. */
  readonly deadline?: number | undefined;
}

/**
 * Opens a store without asking the provider anything. Its file and its client are loaded here, so that a run without a store
 * loads none of them.
 * @throws ActionError `STORE_NOT_LOGGED_IN` where the environment holds no credentials for it
 */
export async function openStore(target: StoreTarget, settings: StoreSettings): Promise<Store> {
  switch (target.provider) {
    case 'vault':
      return (await import('./vault.js')).openVault(target, settings);
    case 'aws-secretsmanager':
      return (await import('./aws-secrets-manager.js')).openAwsSecretsManager(target, settings);
    case 'gcp-secretmanager':
      return (await import('./gcp-secret-manager.js')).openGcpSecretManager(target, settings);
    case 'azure-keyvault':
      return (await import('./azure-key-vault.js')).openAzureKeyVault(target, settings);
    case 'github':
      return (await import('./github-secrets.js')).openGithubSecrets(target, settings);
  }
}
