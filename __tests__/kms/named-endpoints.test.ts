import { parseKmsAddress } from '../../src/kms/address.js';
import { refuseUnnamedEndpoint } from '../../src/modes/keys/named-endpoints.js';

const elsewhere = 'https://vault.example.net';
const transit = `hashivault://transit/dfns-ci?version=1&endpoint=${elsewhere}`;
const google = `gcpkms://projects/my-project/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1?endpoint=${elsewhere}`;
const nothing = { key: { type: 'ec-p256' }, stores: [] } as const;

function addressOf(text: string) {
  const { address, errors } = parseKmsAddress(text);
  if (!address) throw new Error(errors.join());
  return address;
}
const look = (text: string, naming: Parameters<typeof refuseUnnamedEndpoint>[1], environment = {}) =>
  refuseUnnamedEndpoint(addressOf(text), naming, environment);

describe('An endpoint that only a stored document names', () => {
  test.each([transit, google])('gets no login: %s', (text) => {
    expect(() => look(text, nothing)).toThrow('at an endpoint that this workflow does not name');
  });

  test('gets one where the workflow names it too, in key, in a store or in VAULT_ADDR', () => {
    look(transit, { ...nothing, key: { kms: addressOf(`hashivault://other?endpoint=${elsewhere}/`) } });
    const store = { provider: 'vault', target: 'vault://s/p', readable: true, mount: 's', path: 'p' } as const;
    look(transit, { ...nothing, stores: [{ ...store, endpoint: elsewhere }] });
    look(transit, nothing, { VAULT_ADDR: `${elsewhere}/` });
    look('hashivault://transit/dfns-ci?version=1&endpoint=http://127.0.0.1:8200', nothing);
  });
});
