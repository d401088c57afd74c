import fc from 'fast-check';

/** The same cases in every `npm test`; `npm run fuzz` takes others, and says which. */
const seed = Number(process.env.FUZZ_SEED ?? 7);
const asked = process.env.FUZZ_RUNS === undefined ? undefined : Number(process.env.FUZZ_RUNS);
const ordinary = 100;
/** Text that takes longer to read than this stands for text that hangs a run. */
const longest = 5_000;
let cases = 0;
let properties = 0;

/**
 * Holds a property to many cases.
 * @param slowness how much longer a case takes than the usual 50 µs: it gets as many cases fewer
 */
export function fuzz<T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void, slowness = 1): void {
  const numRuns = Math.ceil((asked ?? ordinary) / slowness);
  properties += 1;
  fc.assert(
    fc.property(arbitrary, (value) => {
      cases += 1;
      expectQuick(() => property(value));
    }),
    { seed, numRuns },
  );
}

/** Measured in the time of the processor, so that what else the machine does matters little. */
export function expectQuick(work: () => void): void {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  const took = Math.round((user + system) / 1000);
  if (took > longest) throw new Error(`took ${took} ms`);
}

afterAll(() => {
  if (asked !== undefined) process.stderr.write(`${properties} properties, ${cases} cases, seed ${seed}\n`);
});

/** Text as it may come: any code point and lone surrogates, or made of the words that mean something to the reader under test. */
export function hostileText(...words: string[]): fc.Arbitrary<string> {
  const pieces = fc.oneof(
    fc.constantFrom(
      ...words,
      '',
      ' ',
      '\t',
      '\n',
      '\r\n',
      '\u2028',
      '\u200b',
      '\u0000',
      '\u001b[2J',
      '\\n',
      '::',
      '##[',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
  );
  return fc.oneof(
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
    // Long, of one piece: what a careless regular expression takes minutes for.
    fc
      .tuple(pieces, fc.integer({ min: 1, max: 5_000 }), pieces)
      .map(([piece, times, end]) => piece.repeat(times) + end),
  );
}

/** What a secret may be recognised by. */
export function expectNothingOf(secret: string, shown: string): void {
  for (let start = 0; start + 12 <= secret.length; start += 4) {
    const part = secret.slice(start, start + 12);
    if (/^[\w+/=.-]{12}$/.test(part) && shown.includes(part)) throw new Error(`shows ${part} of a secret`);
  }
}
