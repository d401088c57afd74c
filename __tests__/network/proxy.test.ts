import { proxyFor, proxySecrets, readProxy } from '../../src/network/proxy.js';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe("A proxy's address is read as the runner and curl read it", () => {
  test.each([
    ['http://proxy.corp:3128', 'proxy.corp:3128', undefined],
    ['proxy.corp:3128', 'proxy.corp:3128', undefined],
    ['proxy.corp', 'proxy.corp', undefined],
    ['10.0.0.1:3128', '10.0.0.1:3128', undefined],
    ['[fd00::1]:3128', '[fd00::1]:3128', undefined],
    ['  http://proxy.corp:3128/ ', 'proxy.corp:3128', undefined],
    ['https://proxy.corp', 'proxy.corp', undefined],
    ['user:word@proxy.corp:3128', 'proxy.corp:3128', basic('user:word')],
    ['http://user@proxy.corp:3128', 'proxy.corp:3128', basic('user:')],
    ['http://user:p%40ss%25@proxy.corp:3128', 'proxy.corp:3128', basic('user:p@ss%')],
    ['http://user:100%@proxy.corp:3128', 'proxy.corp:3128', basic('user:100%')],
    ['http://user:a%zz%2540@proxy.corp:3128', 'proxy.corp:3128', basic('user:a%zz%40')],
    ['http://us%65r:p%C3%BC@proxy.corp:3128', 'proxy.corp:3128', basic('user:pü')],
  ])('%s', (value, host, authorization) => {
    expect(readProxy(value, 'HTTPS_PROXY')).toMatchObject({ host, ...(authorization && { authorization }) });
    if (!authorization) expect(readProxy(value, 'HTTPS_PROXY')).not.toHaveProperty('authorization');
  });

  test.each([
    'http://',
    'socks5://user:s3cret@proxy.corp:1080',
    'http://user:s3#cret@proxy.corp:3128',
    'http://user:12#s3cret@proxy.corp:3128',
    'http://user:s3cret@proxy.corp:99999',
    'http://user:s3cret@pro xy',
  ])('%s is refused: the variable is named, and nothing of its value', (value) => {
    const read = () => readProxy(value, 'HTTPS_PROXY');
    expect(read).toThrow(/^HTTPS_PROXY holds no address of an http or https proxy/);
    expect(read).not.toThrow(/s3|cret|corp/);
  });

  test('the small variable before the great one, none for what no_proxy names, none where it is empty', () => {
    Object.assign(process.env, { https_proxy: 'small', HTTPS_PROXY: 'great', no_proxy: 'Dfns.io,.corp' });
    expect(proxyFor(new URL('https://example.com'))?.host).toBe('small');
    process.env.https_proxy = '';
    expect(proxyFor(new URL('https://example.com'))?.host).toBe('great');
    expect(proxyFor(new URL('http://example.com'))).toBeUndefined();
    for (const host of ['api.dfns.io', 'dfns.io', 'vault.corp', '127.0.0.1', 'localhost'])
      expect(proxyFor(new URL(`https://${host}`))).toBeUndefined();
    for (const name of ['https_proxy', 'HTTPS_PROXY', 'no_proxy']) delete process.env[name];
  });

  test('its secrets are known in every form in which they are printed', () => {
    const secrets = proxySecrets({ HTTPS_PROXY: 'http://user:p%40ssword@proxy.corp:3128', http_proxy: 'proxy.corp' });
    expect(secrets).toEqual([basic('user:p@ssword').slice(6), 'p@ssword', 'p%40ssword']);
  });
});
