import type { Provider } from './address-rules.js';
import { awsAddress } from './aws-address.js';
import { azureAddress } from './azure-address.js';
import { gcpAddress } from './gcp-address.js';
import { transitAddress } from './transit-address.js';

const inTheName = (form: string) => `the version stands in the address: ${form}`;
const placed = 'the place is part of the address, leave it out';

/** Each provider's rules, by scheme. Names are refused where the provider would refuse them. */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  awskms: {
    form: 'awskms:///alias/NAME',
    parameters: ['region', 'endpoint'],
    hints: { version: 'keys of AWS have no versions, leave it out' },
    parse: awsAddress,
  },
  gcpkms: {
    form: 'gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K',
    parameters: ['endpoint'],
    hints: { version: inTheName('…/cryptoKeys/K/cryptoKeyVersions/N'), region: placed, location: placed },
    parse: gcpAddress,
  },
  azurekms: {
    form: 'azurekms://VAULT.vault.azure.net/KEY',
    parameters: ['endpoint'],
    hints: { version: inTheName('azurekms://VAULT.vault.azure.net/KEY/VERSION'), region: placed },
    parse: azureAddress,
  },
  hashivault: { form: 'hashivault://MOUNT/KEY', parameters: ['version', 'endpoint'], parse: transitAddress },
  openbao: { form: 'openbao://MOUNT/KEY', parameters: ['version', 'endpoint'], parse: transitAddress },
};
