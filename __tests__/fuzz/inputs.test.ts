import fc from 'fast-check';
import { readActionYml } from '../../scripts/runner/action-yml.js';
import { trimAll } from '../../src/account/tidy-text.js';
import { ActionError } from '../../src/error.js';
import { readLines } from '../../src/runner/readers.js';
import { Runner } from '../runner/runner.js';
import { ensure, optionsOf, privateKey, token } from '../runner/workflow.js';
import { expectNothingOf, expectQuick, fuzz, hostileText } from './fuzz.js';

// Every input there is: one that is added is tried from the same day on.
const names = Object.keys(readActionYml().inputs);
/** What an input that is a secret gets is masked and never forgotten, so that a process can be handed but a few. */
const few = <T>(name: string, texts: fc.Arbitrary<T>) =>
  /(key|token|code)$/.test(name) ? fc.constantFrom(...fc.sample(texts, { seed: 7, numRuns: 12 })) : texts;
let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

/** The options, or the message of the one documented refusal. */
function outcomeOf(inputs: Record<string, string>): ReturnType<typeof optionsOf> | string {
  runner.stdout = '';
  try {
    return optionsOf({ ...ensure, ...inputs });
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    expect(error.code).toBe('INVALID_INPUTS');
    return `${error.message}\n${error.cure}`;
  }
}

const number = fc.oneof(
  fc.integer({ min: -10, max: 30_000 }).map(String),
  fc.constantFrom(
    '1e2',
    '0x10',
    '١',
    '1_000',
    '1.0',
    '+5',
    '007',
    '-0',
    'Infinity',
    'NaN',
    '9'.repeat(400),
    '5 ',
    '5\n6',
  ),
  hostileText('1', '0', '-', '.'),
);

describe('an input', () => {
  test.each(names)('%s is read or refused, whatever it holds', (name) => {
    fuzz(
      few(name, hostileText('true', '1', ':', '/', '-', 'https://', 'BEGIN')),
      (text) => {
        outcomeOf({ [name]: text });
      },
      4,
    );
  });

  test.each(names)('%s that holds a secret is refused without showing it, or kept', (name) => {
    const body = privateKey.replace(/-----[A-Z ]+-----/g, '');
    fuzz(
      fc.tuple(few('token', hostileText()), fc.constantFrom(token, privateKey)),
      ([around, secret]) => {
        const outcome = outcomeOf({ [name]: `${around}${around && '\n'}${secret}` });
        if (typeof outcome !== 'string') return;
        expectNothingOf(token, outcome);
        expectNothingOf(body, outcome);
      },
      6,
    );
  });

  test('never takes long, however long it is', () => {
    const pieces = ['/', 'eyJ-', ' ', 'a:', '-----BEGIN '];
    for (const name of names) {
      for (const piece of pieces) {
        expectQuick(() => void outcomeOf({ [name]: `https://a/${piece.repeat(60_000 / piece.length)}!` }));
      }
    }
  });

  test('that is a number is the number that is written, or refused', () => {
    fuzz(number, (text) => {
      const read = outcomeOf({ 'days-valid': text, 'warn-before-days': text });
      if (typeof read === 'string') return;
      const written = trimAll(text);
      if (written === '') expect([read.daysValid, read.warnBeforeDays]).toEqual([undefined, 30]);
      else expect([read.daysValid, read.warnBeforeDays].map(String)).toEqual([written, written]);
      expect(read.daysValid ?? 1).toBeGreaterThanOrEqual(1);
      expect(read.daysValid ?? 1).toBeLessThanOrEqual(730);
    });
  });

  test('that is a duration is as long as is written, or refused', () => {
    const units = { s: 1, m: 60, h: 3_600, d: 86_400 };
    const duration = fc.oneof(
      fc.tuple(number, fc.constantFrom('', 's', 'm', 'h', 'd', 'S', 'ms', 'w', ' s')).map((parts) => parts.join('')),
      hostileText('1', 'd', 'h'),
    );
    fuzz(duration, (text) => {
      const read = outcomeOf({ 'wait-for-approval': text });
      if (typeof read === 'string') return;
      const [, digits = '0', unit = 's'] = /^(\d+)([smhd])?$/.exec(trimAll(text)) ?? [];
      expect(read.waitForApproval).toBe(Number(digits) * units[unit as keyof typeof units] * 1000);
      expect(read.waitForApproval).toBeLessThanOrEqual(14 * 86_400_000);
    });
  });

  test('that is a boolean is one of six words, or refused', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'true',
        'True',
        'TRUE',
        'false',
        'False',
        'FALSE',
        'tRue',
        'yes',
        'no',
        'on',
        '1',
        '0',
        'null',
        '~',
      ),
      hostileText('true', 'false'),
    );
    fuzz(word, (text) => {
      const read = outcomeOf({ 'dry-run': text });
      if (typeof read === 'string') return;
      expect(['', 'true', 'True', 'TRUE', 'false', 'False', 'FALSE']).toContain(trimAll(text));
      expect(read.dryRun).toBe(trimAll(text).toLowerCase() === 'true');
    });
  });

  test('that is a list of permissions is that list without its comments, or refused', () => {
    const entry = fc.oneof(
      fc.constantFrom('Wallets:Read', 'Wallets:Create', 'Keys:Create', 'Wallets:Sign', 'Vaults:Locks:Transfer'),
      fc.constantFrom(
        '',
        '# all of it',
        'Wallets:Read # to look',
        '- Wallets:Read',
        'Wallets:Read,Keys:Read',
        'wallets',
      ),
      hostileText('Wallets', ':', 'Read', '#'),
    );
    fuzz(
      fc.array(entry, { maxLength: 6 }),
      (lines) => {
        const permissions = lines.join('\n');
        const read = outcomeOf({ role: 'reader', permissions });
        if (typeof read === 'string') return;
        const written = [...new Set(readLines(permissions).map(({ entry }) => entry))];
        expect(read.role?.permissions ?? []).toEqual(written);
        for (const permission of written) expect(permission).toMatch(/^[A-Za-z0-9]+(:[A-Za-z0-9]+)+$/);
      },
      2,
    );
  });
});
