import { isPinned, parseKmsAddress, pinned } from '../../src/kms/address.js';

const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const ARN = `arn:aws:kms:eu-west-1:123456789012:key/${ID}`;
const GOOGLE = 'projects/my-project/locations/europe-west1/keyRings/dfns/cryptoKeys/ci';
const HEX = '0123456789abcdef0123456789abcdef';

const accepted: [written: string, meaning: object][] = [
  ['awskms:///alias/dfns-ci?region=eu-west-1', { provider: 'aws', key: 'alias/dfns-ci', region: 'eu-west-1' }],
  [`awskms:///${ID}`, { provider: 'aws', key: ID }],
  [`awskms:///mrk-${HEX}`, { provider: 'aws', key: `mrk-${HEX}` }],
  [`awskms:///${ARN}`, { provider: 'aws', key: ARN, region: 'eu-west-1' }],
  [`awskms:///arn:aws-cn:kms:cn-north-1:123456789012:alias/a/b`, { provider: 'aws', region: 'cn-north-1' }],
  ['AWSKMS:///alias/dfns-ci?endpoint=http://localhost:4566', { provider: 'aws', endpoint: 'http://localhost:4566' }],
  [`gcpkms://${GOOGLE}`, { provider: 'gcp', project: 'my-project', key: GOOGLE }],
  [`gcpkms://${GOOGLE}/cryptoKeyVersions/3`, { provider: 'gcp', key: GOOGLE, version: 3 }],
  [`gcpkms://${GOOGLE}/versions/12`, { provider: 'gcp', key: GOOGLE, version: 12 }],
  [
    'gcpkms://projects/example.com:my-project/locations/global/keyRings/r/cryptoKeys/k',
    { project: 'example.com:my-project' },
  ],
  [
    'azurekms://My-Vault.vault.azure.net/dfns-ci',
    { provider: 'azure', vault: 'my-vault.vault.azure.net', key: 'dfns-ci' },
  ],
  [`azurekms://my-hsm.managedhsm.azure.net/dfns-ci/${HEX}`, { provider: 'azure', version: HEX }],
  ['azurekms://v-a.vault.azure.cn/k', { vault: 'v-a.vault.azure.cn' }],
  ['azurekms://v-a.vault.usgovcloudapi.net/k?endpoint=https://10.0.0.7', { endpoint: 'https://10.0.0.7' }],
  ['hashivault://dfns-ci', { provider: 'transit', scheme: 'hashivault', mount: 'transit', key: 'dfns-ci' }],
  ['openbao://signing/dfns-ci?version=3', { scheme: 'openbao', mount: 'signing', version: 3 }],
  ['hashivault://team%2Ftransit/dfns-ci', { mount: 'team/transit' }],
];

// Each begins with what is wrong and ends with what to do.
const refused: [written: string, error: string][] = [
  ['awskms://alias/dfns-ci', 'did you mean "awskms:///alias/dfns-ci"?'],
  [`awskms://${ARN}`, `did you mean "awskms:///${ARN}"?`],
  ['awskms:///dfns-ci', 'did you mean "awskms:///alias/dfns-ci"?'],
  [
    'awskms://localhost:4566/alias/x',
    'here the endpoint is a parameter: awskms:///alias/x?endpoint=https://localhost:4566',
  ],
  ['awskms:///alias/aws/secretsmanager', 'AWS manages, which is symmetric'],
  [`awskms:///${ARN}?region=us-east-1`, 'another region than its ARN'],
  ['awskms:///alias/x?region=Europe', 'accepted is region=eu-west-1'],
  ['awskms:///alias/x?version=1', 'have no versions'],
  ['awskms:///arn:aws:s3:::bucket', 'an ARN that is no key of KMS'],
  [ARN, `did you mean "awskms:///${ARN}"?`],
  ['alias/dfns-ci', 'did you mean "awskms:///alias/dfns-ci"?'],
  [ID, `did you mean "awskms:///${ID}"?`],
  ['arn:aws:iam::123456789012:role/x', 'ARN of another service'],
  [
    `https://eu-west-1.console.aws.amazon.com/kms/home?region=eu-west-1#/kms/keys/${ID}`,
    `did you mean "awskms:///${ID}?region=eu-west-1"?`,
  ],
  [GOOGLE, `did you mean "gcpkms://${GOOGLE}"?`],
  [`//cloudkms.googleapis.com/${GOOGLE}`, `did you mean "gcpkms://${GOOGLE}"?`],
  [
    `https://cloudkms.googleapis.com/v1/${GOOGLE}/cryptoKeyVersions/1`,
    `did you mean "gcpkms://${GOOGLE}/cryptoKeyVersions/1"?`,
  ],
  [
    'https://console.cloud.google.com/security/kms/key/manage/europe-west1/dfns/ci?project=my-project',
    `did you mean "gcpkms://${GOOGLE}"?`,
  ],
  [`gcpkms:///${GOOGLE}`, `did you mean "gcpkms://${GOOGLE}"?`],
  ['gcpkms://projects/p/locations/l/keyRings/r', 'names a key ring'],
  [`gcpkms://${GOOGLE}/cryptoKeyVersions/latest`, 'leave it out for the newest enabled one'],
  [`gcpkms://${GOOGLE}?version=3`, '/cryptoKeyVersions/N'],
  ['azurekms://my-vault/dfns-ci', 'did you mean "azurekms://my-vault.vault.azure.net/dfns-ci"?'],
  ['azurekms://my-vault.vault.azure.net/keys/dfns-ci', 'did you mean "azurekms://my-vault.vault.azure.net/dfns-ci"?'],
  ['azurekms://my-vault.vault.azure.net/secrets/x', 'which cannot sign'],
  ['azurekms://my-vault.vault.azure.net/dfns-ci/3', '32 hex digits'],
  ['azurekms://my-vault.example.com/dfns-ci', 'names no vault by its whole host name'],
  ['azurekms://a-b.vault.azure.net/k?endpoint=https://other.vault.azure.net', 'the endpoint of another vault'],
  [
    `https://my-vault.vault.azure.net/keys/dfns-ci/${HEX}`,
    `did you mean "azurekms://my-vault.vault.azure.net/dfns-ci/${HEX}"?`,
  ],
  ['azure-keyvault://my-vault/dfns-ci', 'did you mean "azurekms://my-vault.vault.azure.net/dfns-ci"?'],
  ['hashivault://team/transit/dfns-ci', 'did you mean "hashivault://team%2Ftransit/dfns-ci"?'],
  ['hashivault://transit/keys/dfns-ci', 'did you mean "hashivault://transit/dfns-ci"?'],
  ['hashivault://dfns-ci?version=latest', 'leave it out for the newest'],
  ['https://vault.example.com/ui/vault/secrets/transit/show/dfns-ci', 'did you mean "hashivault://transit/dfns-ci"?'],
  ['https://vault.example.com/v1/transit/sign/dfns-ci', 'did you mean "hashivault://transit/dfns-ci"?'],
  ['vault://transit/dfns-ci', 'did you mean "hashivault://transit/dfns-ci"?'],
  ['k8s://namespace/cosign', 'no KMS signs with'],
  ['cr-6uunn-bm6ja-f6rmod5kqrk5rbel', 'belongs in provisioner-credential-id'],
  ['-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----', 'belongs in public-key'],
  ['"hashivault://dfns-ci"', 'did you mean "hashivault://dfns-ci"?'],
  ['hashivault://a\nhashivault://b', 'one address is accepted'],
  ['hashivault://k?endpoint=http://vault.example.com', 'plain http endpoint beyond loopback'],
  ['hashivault://k?endpoint=https://user:hunter2@vault.example.com', 'an endpoint with credentials'],
  ['dfns-ci', 'accepted are awskms:///alias/NAME, gcpkms://'],
  ['', 'the value is empty'],
];

describe('the address of a key', () => {
  it.each(accepted)('%s is read', (written, meaning) => {
    expect(parseKmsAddress(` ${written}\n`).address).toMatchObject({ ...meaning, address: written });
  });

  it.each(refused)('%s is refused with what to do', (written, error) => {
    const { errors = [] } = parseKmsAddress(written);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(error);
    expect(errors[0]).not.toContain('hunter2');
  });

  it('with several faults tells all of them', () => {
    const { errors = [] } = parseKmsAddress('awskms:///dfns ci?region=x&zone=y&endpoint=ftp://z'.replace(' ', '!'));
    expect(errors).toHaveLength(4);
    expect(errors.join('\n')).toMatch(/unknown parameter "zone".+names no key.+region that is none.+no https address/s);
  });

  it.each([
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----'],
    ['a private key with an address before it', 'awskms:///-----BEGIN EC PRIVATE KEY-----MIGHAgEAMBMGByqGSM49'],
    ['a token of Vault', 'hashivault://hvs.CAESIMIGHAgEAMBMGByqGSM49'],
    ['a token of GitHub', 'ghp_MIGHAgEAMBMGByqGSM49MIGHAgEAMBMGByqGSM49'],
    ['a password', 'hashivault://user:MIGHAgEAMBMGByqGSM49@vault/key'],
    ['something unknown', 'MIGHAgEAMBMGByqGSM49'],
  ])('that is %s is refused without being repeated', (_, written) => {
    const { errors = [] } = parseKmsAddress(written);
    expect(errors.join('\n')).toMatch(/accepted|letters/);
    expect(errors.join('\n')).not.toContain('MIGHAgEAMBMGByqGSM49');
  });

  it('pinned keeps its parameters, and is pinned', () => {
    const cases: [string, string, string][] = [
      [
        'awskms:///alias/x?region=eu-west-1&endpoint=https://kms.example',
        ARN,
        `awskms:///${ARN}?region=eu-west-1&endpoint=https://kms.example`,
      ],
      [
        `gcpkms://${GOOGLE}?endpoint=https://g.example`,
        '3',
        `gcpkms://${GOOGLE}/cryptoKeyVersions/3?endpoint=https://g.example`,
      ],
      [`gcpkms://${GOOGLE}/versions/2`, '2', `gcpkms://${GOOGLE}/cryptoKeyVersions/2`],
      ['azurekms://My-Vault.vault.azure.net/k', HEX, `azurekms://my-vault.vault.azure.net/k/${HEX}`],
      ['openbao://k?endpoint=https://b.example', '7', 'openbao://transit/k?version=7&endpoint=https://b.example'],
      ['hashivault://a%2Fb/k?version=2', '2', 'hashivault://a%2Fb/k?version=2'],
    ];
    for (const [written, version, expected] of cases) {
      const { address } = parseKmsAddress(written);
      if (address === undefined) throw new Error(`${written} is refused`);
      expect(pinned(address, version)).toBe(expected);
      const again = parseKmsAddress(expected).address;
      expect(again !== undefined && isPinned(again)).toBe(true);
    }
    expect(
      ['awskms:///alias/x', `gcpkms://${GOOGLE}`, 'hashivault://k'].map((each) => parseKmsAddress(each).address),
    ).toEqual(expect.arrayContaining([expect.objectContaining({ provider: 'aws' })]));
  });
});
