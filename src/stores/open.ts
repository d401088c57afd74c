import type { StoreTarget } from '../core/store-target.js';
import type { Store, StoreSettings } from './store.js';
// What the providers share stands in the bundle once, beside this, and not in the chunk of each.
import '../clouds/credential-files.js';
import '../clouds/environment.js';
import './confirm-write.js';
import './content.js';
import './document.js';
import './fault.js';
import './not-ours.js';

/**
 * Opens a store without asking the provider anything. Its file and its client are loaded here, so that no other provider's are.
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
