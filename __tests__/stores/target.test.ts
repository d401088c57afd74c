import { parseStoreTargets } from '../../src/stores/target.js';

const parsed = (text: string, githubToken = true) => parseStoreTargets(text, { githubToken });

describe('the store input', () => {
  it('reads each kind of target, whatever stands between them', () => {
    const { targets, errors } = parsed(`
      # where the team keeps it
      aws-secretsmanager://prod/dfns/backend?region=eu-west-1&kms-key-id=alias/dfns

      vault://secret/dfns/backend?endpoint=http://127.0.0.1:8200/
      gcp-secretmanager://my-project/dfns-backend?location=europe-west1
      azure-keyvault://my-vault/dfns-backend?endpoint=https://my-vault.vault.azure.cn
      github://repository?prefix=prod_
      github://environment/prod%20eu
      github://organization?visibility=all
    `);
    expect(errors).toEqual([]);
    expect(targets).toMatchObject([
      {
        provider: 'aws-secretsmanager',
        name: 'prod/dfns/backend',
        region: 'eu-west-1',
        kmsKeyId: 'alias/dfns',
        readable: true,
      },
      { provider: 'vault', mount: 'secret', path: 'dfns/backend', endpoint: 'http://127.0.0.1:8200/', readable: true },
      {
        provider: 'gcp-secretmanager',
        project: 'my-project',
        name: 'dfns-backend',
        location: 'europe-west1',
        readable: true,
      },
      { provider: 'azure-keyvault', vault: 'my-vault', name: 'dfns-backend', readable: true },
      { provider: 'github', scope: 'repository', prefix: 'PROD_', readable: false },
      { provider: 'github', scope: 'environment', environment: 'prod eu', prefix: '', readable: false },
      { provider: 'github', scope: 'organization', visibility: 'all', readable: false },
    ]);
    expect(targets[4]?.target).toBe('github://repository?prefix=prod_');
  });

  it('knows the ARN of a secret, the regions of every partition, and a mount with slashes', () => {
    const arn = 'arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:prod/dfns-AbCdEf';
    const regions = [
      'cn-north-1',
      'us-gov-east-1',
      'us-iso-east-1',
      'us-isob-east-1',
      'eu-isoe-west-1',
      'eusc-de-east-1',
    ];
    const lines = regions.map((region) => `aws-secretsmanager://a?region=${region}`);
    const text = [`aws-secretsmanager://${arn}`, 'vault://team%2Fkv/a', 'vault://team/kv/a', ...lines].join('\n');
    const { targets, errors } = parsed(text);
    expect(errors).toEqual([]);
    expect(targets).toMatchObject([
      { name: arn, region: 'us-gov-west-1' },
      { mount: 'team/kv', path: 'a' },
      { mount: 'team', path: 'kv/a' },
      ...regions.map((region) => ({ region })),
    ]);
    const chinese = 'https://secretsmanager.cn-north-1.amazonaws.com.cn';
    expect(parsed(`${lines[0]}\n${lines[0]}&endpoint=${chinese}`).errors).toHaveLength(1);
  });

  it('tells every error at once, each with its line', () => {
    const { targets, errors } = parsed('vault://secret\n\nftp://a/b\naws-secretsmanager://ok\ngithub://team', false);
    expect(targets).toMatchObject([{ name: 'ok' }]);
    expect(errors).toEqual([
      'store, line 1 (vault://secret): needs a mount and a path, as in vault://secret/dfns/backend',
      expect.stringMatching(
        /^store, line 3 \(ftp:\/\/a\/b\): has an unknown scheme; accepted are aws-secretsmanager:\/\/NAME, vault:/,
      ),
      'store, line 5 (github://team): names neither of repository, environment/NAME and organization',
      'store, line 5 (github://team): needs the input github-token, which is missing',
    ]);
  });

  it.each([
    ['aws-secretsmanager://', 'needs a name'],
    [`aws-secretsmanager://${'a'.repeat(513)}`, '1 to 512'],
    ['aws-secretsmanager://with:colon', 'needs a name'],
    ['aws-secretsmanager://arn:aws:secretsmanager:eu-west-1:1:secret:x', 'an ARN that is none of a secret'],
    ['aws-secretsmanager://arn:aws:kms:eu-west-1:123456789012:key/x', 'an ARN that is none of a secret'],
    ['aws-secretsmanager://arn:aws:secretsmanager:cn-north-1:123456789012:secret:x-AbCdEf', 'an ARN that is none'],
    [
      'aws-secretsmanager://arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf?region=us-east-1',
      'not that of its ARN, eu-west-1',
    ],
    ['aws-secretsmanager://a?region=europe', 'region=eu-west-1'],
    ['aws-secretsmanager://a?region=', 'without a value'],
    [
      'aws-secretsmanager://a?location=europe-west1',
      'unknown parameter "location"; accepted are region, kms-key-id, endpoint',
    ],
    ['aws-secretsmanager://a?kms-key-id=a%20b', 'has a kms-key-id that is none'],
    ['aws-secretsmanager://a?region=eu-west-1&region=eu-west-2', 'region twice'],
    ['aws-secretsmanager://a?region=%E0%A4%A', 'without a value'],
    ['vault://secret/', 'needs a mount and a path'],
    ['vault://team%2F/a', 'needs a mount and a path'],
    ['vault://team%2F..%2Fsys/a', 'other signs'],
    ['vault://secret/a%2Fb', 'other signs'],
    [`vault://secret/${'a'.repeat(493)}`, 'no more than 498 characters'],
    ['vault://secret/a//b', 'needs a mount and a path'],
    ['vault://secret/../sys/auth', 'other signs'],
    ['vault://secret/data/dfns/backend', 'leave it out: vault://secret/dfns/backend'],
    ['vault://secret/dfns/backend-pending', 'ends in -pending'],
    ['vault://secret/a?region=eu-west-1', 'unknown parameter "region"'],
    ['gcp-secretmanager://my-project', 'needs a project'],
    ['gcp-secretmanager://Upper/name', 'needs a project'],
    ['gcp-secretmanager://my-project/a/b', 'needs a project'],
    ['gcp-secretmanager://my-project/with.dot', '1 to 247'],
    [`gcp-secretmanager://my-project/${'a'.repeat(248)}`, '1 to 247'],
    ['gcp-secretmanager://my-project/a?location=here', 'location=europe-west1'],
    ['azure-keyvault://my-vault', 'needs a vault'],
    ['azure-keyvault://my--vault/a', 'single hyphens'],
    ['azure-keyvault://v1/a', '3 to 24'],
    ['azure-keyvault://my-vault/under_score', '1 to 119'],
    ['azure-keyvault://my-vault/A-Pending', 'ends in -pending'],
    ['azure-keyvault://my-vault/a?endpoint=https://other.vault.azure.cn', 'endpoint of another vault'],
    ['azure-keyvault://my-vault/a?endpoint=https://my-vault.vault.azure.cn/x', 'address of a vault has none'],
    ['github://environment', 'needs the name of an environment'],
    ['github://environment/', 'needs the name of an environment'],
    ['github://repository/acme', 'write github://repository'],
    ['github://environment/..', 'needs the name of an environment'],
    [`github://repository?prefix=${'A'.repeat(101)}`, 'a prefix of more than 100 characters'],
    ['github://repository?prefix=1_', 'a prefix that GitHub would refuse'],
    ['github://repository?prefix=github_', 'a prefix that GitHub would refuse'],
    ['github://repository?prefix=A-B', 'a prefix that GitHub would refuse'],
    ['github://repository?visibility=all', 'only github://organization'],
    ['github://organization?visibility=selected', 'what an existing secret has is kept'],
    ['github://organization?visibility=public', 'accepted are all and private'],
    ['vault://secret/a?endpoint=http://vault.internal:8200', 'plain http endpoint beyond loopback'],
    ['vault://secret/a?endpoint=http://127.0.0.1.example.com', 'plain http endpoint beyond loopback'],
    ['vault://secret/a?endpoint=vault.internal', 'no https address'],
    ['vault://secret/a?endpoint=https://vault?x', 'a query or a fragment'],
    ['vault://secret/a # the one', 'holds a space'],
  ])('refuses %s', (line, problem) => {
    const { targets, errors } = parsed(line);
    expect(targets).toEqual([]);
    expect(errors).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ['vault://user:hunter2@secret/a'],
    ['aws-secretsmanager://key:hunter2@name'],
    ['vault://secret/a?endpoint=https://user:hunter2@vault.internal'],
    ['vault://secret/a?token=hunter2'],
    ['vault://secret/a?hunter2!'],
    ['hunter2'],
  ])('never repeats a credential that someone wrote into a target: %s', (line) => {
    const { targets, errors } = parsed(line);
    expect(targets).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors.join()).not.toContain('hunter2');
  });

  it.each([
    ['vault://secret/a', 'VAULT://secret/a'],
    ['vault://secret/a?endpoint=http://localhost:8200', 'vault://secret/a?endpoint=http://127.0.0.1:8200/'],
    ['aws-secretsmanager://a?region=eu-west-1&kms-key-id=b', 'aws-secretsmanager://a?region=eu-west-1'],
    [
      'aws-secretsmanager://a?region=eu-west-1',
      'aws-secretsmanager://a?endpoint=https://secretsmanager.eu-west-1.amazonaws.com&region=eu-west-1',
    ],
    ['gcp-secretmanager://my-project/a', 'gcp-secretmanager://my-project/a?location=europe-west1'],
    ['azure-keyvault://my-vault/Name', 'azure-keyvault://My-Vault/name?endpoint=https://my-vault.vault.azure.net'],
    ['github://repository?prefix=a_', 'github://repository?endpoint=https://api.github.com/&prefix=A_'],
  ])('takes %s and %s for the same place', (first, second) => {
    const { targets, errors } = parsed(`${first}\n${second}`);
    expect(targets).toMatchObject([{ target: first }]);
    expect(errors).toEqual([expect.stringMatching(/^store, line 2 .*is the same place as line 1/)]);
  });

  it.each([
    ['vault://secret/a', 'vault://secret/A'],
    ['vault://secret/a', 'vault://secret/a?endpoint=https://other:8200'],
    ['aws-secretsmanager://a?region=eu-west-1', 'aws-secretsmanager://a?region=us-east-1'],
    ['github://repository', 'github://environment/production'],
    ['github://repository', 'github://repository?prefix=B_'],
  ])('takes %s and %s for two places', (first, second) => {
    expect(parsed(`${first}\n${second}`)).toMatchObject({
      targets: [{ target: first }, { target: second }],
      errors: [],
    });
  });
});
