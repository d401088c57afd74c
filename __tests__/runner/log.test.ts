import fc from 'fast-check';
import { reportFailure } from '../../src/runner/output/failure.js';
import { safeText } from '../../src/runner/output/safe-text.js';
import { Runner } from './runner.js';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

const attacks: [string, string][] = [
  ['a command', '::add-mask::true'],
  ['a command after a line end', 'role\n::set-env name=PATH::/tmp'],
  ['a command after a carriage return', 'role\r::error::forged'],
  ['a command after a line separator', 'role\u2028::error::forged'],
  ['a command after a next-line character', 'role\u0085  ::error::forged'],
  ['a command after white space of any kind', 'role\n\u00a0\u3000\t::error::forged'],
  ['a command hidden in zero-width characters', ':\u200b:error::forged'],
  ['a command hidden in an escape sequence', '\u001b[31m:\u001b[0m:error::forged'],
  ['a command of the old form', 'text ##[add-mask]true'],
  ['a command of the old form, hidden', 'text #\u200d#\u001b[1m[error]forged'],
  ['a command that stops commands', '::stop-commands::pause\n::pause::'],
];

describe('text from outside', () => {
  test.each(attacks)('forges no workflow command: %s', (_, text) => {
    runner.step.log.info(text);
    expect(runner.commands).toEqual([]);
  });

  test.each(attacks)('forges none in an annotation, a group and a debug line: %s', async (_, text) => {
    runner.step.log.warning(text);
    runner.step.log.debug(text);
    await runner.step.log.group(text, async () => undefined);
    expect(runner.commands.map(({ name }) => name)).toEqual(['warning', 'debug', 'group', 'endgroup']);
    expect(runner.plainLines).toEqual([]);
  });

  test.each([
    ['escape sequences', '\u001b[2J\u001b[1;31mrole\u001b[0m', 'role'],
    ['links of a terminal', '\u001b]8;;https://evil.example\u0007role\u001b]8;;\u0007', 'role'],
    ['bidi overrides', 'a\u202eb\u2066c', 'abc'],
    ['invisible tags', 'role\u{e0041}\u{e0042}', 'role'],
    ['null, bell, backspace and delete', 'r\u0000o\u0007l\u0008e\u007f', 'role'],
    ['8-bit controls', 'role\u009b31m', 'role31m'],
    ['half a surrogate pair', 'role\ud83d', 'role'],
  ])('shows no %s', (_, text, shown) => {
    runner.step.log.info(text);
    expect(runner.stdout).toBe(`${shown}\n`);
  });

  test('keeps letters of any language, line ends and emoji', () => {
    runner.step.log.info('größe\n日本 🎉');
    expect(runner.stdout).toBe('größe\n日本 🎉\n');
  });

  test('is bounded', () => {
    runner.step.log.info('x'.repeat(30_000_000));
    expect(runner.stdout.length).toBeLessThan(10_000);
  });

  test('whatever it is, forges nothing and is stable under a second pass', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '::',
        ':',
        '##[',
        '#',
        '[',
        ']',
        'error',
        '\n',
        '\r',
        '\u2028',
        '\u0085',
        '\u200b',
        '\u001b[0m',
        ' ',
        '\ud83d',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        runner.stdout = '';
        runner.step.log.info(pieces.join(''));
        expect(runner.commands).toEqual([]);
        expect(runner.stdout).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        const shown = safeText(pieces.join(''), runner.step.masks);
        expect(safeText(shown, runner.step.masks)).toBe(shown);
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('secrets', () => {
  const pem = `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(63)}b\n${'C'.repeat(63)}d\nEfgh\n-----END PRIVATE KEY-----\n`;

  test('are masked whole, line by line, and as JSON and one line would quote them', () => {
    runner.step.masks.mask(pem);
    const masks = runner.masks;
    expect(masks).toContain(pem.trim());
    expect(masks).toContain(pem.trim().replaceAll('\n', '\\n'));
    expect(masks).toContain(`${'A'.repeat(63)}b`);
    expect(masks).toContain(`${'C'.repeat(63)}d`);
    expect(masks).toContain(`${'A'.repeat(63)}b${'C'.repeat(63)}dEfgh`);
  });

  test.each<[string, () => unknown]>([
    ['a line', () => runner.step.log.info('said')],
    ['a debug line', () => runner.step.log.debug('said')],
    ['a warning', () => runner.step.log.warning('said')],
    ['a group', () => runner.step.log.group('said', async () => undefined)],
    ['the error', () => reportFailure(new Error('said'), runner.step)],
  ])('are told to the runner before %s is printed', (what, print) => {
    runner.step.masks.mask(`the-secret-before-${what}`);
    print();
    expect(runner.stdout).toMatch(/^(::add-mask::.*\n)+.*said/);
    expect(runner.stdout).toContain(`::add-mask::the-secret-before-${what}\n`);
  });

  test('a key in base64, or on one line, has its lines and its other forms masked too', () => {
    const { masks: before } = runner;
    const other = pem.replace('Efgh', 'Ijkl').replaceAll('C', 'X').replaceAll('A', 'Y');
    runner.step.masks.mask(Buffer.from(other).toString('base64').replace(/.{76}/g, '$&\n'));
    const forms = [other.trim(), `${'Y'.repeat(63)}b`, 'Y'.repeat(63), Buffer.from(other).toString('base64')];
    const added = runner.masks.filter((mask) => !before.includes(mask)).join(' ');
    for (const form of [...forms, other.trim().replaceAll('\n', ' '), other.trim().replaceAll('\n', '\\\\n')])
      expect(added).toContain(form);
  });

  test('a key with CRLF or with literal \\n has its lines masked too', () => {
    runner.step.masks.mask(
      ['-----BEGIN EC PRIVATE KEY-----', 'line-one-of-it', 'line-two-of-it', '-----END EC PRIVATE KEY-----'].join(
        '\\n',
      ),
    );
    runner.step.masks.mask(
      ['-----BEGIN RSA PRIVATE KEY-----', 'line-one-of-rsa', '-----END RSA PRIVATE KEY-----'].join('\r\n'),
    );
    expect(runner.masks).toEqual(expect.arrayContaining(['line-one-of-it', 'line-two-of-it', 'line-one-of-rsa']));
  });

  test.each([
    '-----BEGIN PRIVATE KEY-----',
    '-----END RSA PRIVATE KEY-----',
    '',
    'short',
    'us-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
    '2028-11-23',
    '2028-11-23T07:00:00.000Z',
  ])('what is public is not masked: %j', (text) => {
    runner.step.masks.mask(text);
    runner.step.masks.mask(`-----BEGIN PRIVATE KEY-----\nanother-secret-line\n-----END PRIVATE KEY-----`);
    expect(runner.masks).not.toContain(text);
  });

  test('that may never be used are kept out of what is printed before the runner is told of them', () => {
    runner.step.masks.redactOnly('a-token-not-proven-yet');
    runner.step.log.info('made a-token-not-proven-yet');
    expect(runner.stdout).toBe('made ***\n');
    runner.step.masks.mask('a-token-not-proven-yet');
    expect(runner.masks).toContain('a-token-not-proven-yet');
  });

  test('are redacted from everything printed, even where an answer hides them in invisible characters', () => {
    for (const secret of ['eyJ-a-very-secret-token', pem]) runner.step.masks.mask(secret);
    runner.step.log.info('got eyJ-a-very-\u200bsecret-token');
    runner.step.log.warning('got\neyJ-a-very-secret-token');
    runner.step.log.info(`key ${JSON.stringify({ pem })}`);
    expect(runner.stdout.replace(/^::add-mask::.*$/gm, '')).not.toMatch(/very-secret|AAAA/);
    expect(runner.stdout).toContain('got ***');
  });
});
