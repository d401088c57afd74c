import type { StoreTarget } from '../core/store-target.js';
import { withoutSlash } from '../network/address.js';
import { secretsManagerOf } from './aws-partitions.js';

/** The endpoint in one spelling, empty where it is the one that the provider would use anyway. */
export function sameEndpoint(target: StoreTarget): string {
  if (target.endpoint === undefined) return '';
  const written = withoutSlash(new URL(target.endpoint).href.replace('//localhost', '//127.0.0.1'));
  return written === publicAddress(target) ? '' : written;
}

function publicAddress(target: StoreTarget): string | undefined {
  switch (target.provider) {
    case 'aws-secretsmanager':
      return target.region && secretsManagerOf(target.region);
    case 'gcp-secretmanager':
      return 'https://secretmanager.googleapis.com';
    case 'azure-keyvault':
      return `https://${target.vault.toLowerCase()}.vault.azure.net`;
    case 'github':
      return 'https://api.github.com';
    case 'vault':
      return undefined;
  }
}
