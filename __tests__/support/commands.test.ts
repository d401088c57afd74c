import { readCommands } from '../../scripts/runner/commands.js';

describe('what a step prints, read as the runner reads it', () => {
  const commandsOf = (text: string) => readCommands(text).filter((item) => typeof item !== 'string');

  it('keeps plain lines and commands in their order', () => {
    expect(readCommands('one\n::group::two\nthree\n')).toEqual([
      'one',
      expect.objectContaining({ name: 'group' }),
      'three',
    ]);
  });

  it('unescapes values and properties, the percent sign last', () => {
    expect(commandsOf('::warning title=a%2Cb%3A%25,file=x%0Ay::50%25%0Adone%250A')).toEqual([
      expect.objectContaining({
        name: 'warning',
        properties: { title: 'a,b:%', file: 'x\ny' },
        value: '50%\ndone%0A',
        old: false,
      }),
    ]);
  });

  it('takes a command after spaces, and the first :: as the end of its head', () => {
    expect(commandsOf('  ::add-mask::a::b')).toEqual([expect.objectContaining({ name: 'add-mask', value: 'a::b' })]);
  });

  it.each(['text ::add-mask::x', '::unknown::x', ':: add-mask::x', '::add-mask', '##[unknown]x'])(
    'takes %j for text',
    (line) => {
      expect(readCommands(line)).toEqual([line]);
    },
  );

  it('sees the old form anywhere in a line', () => {
    expect(commandsOf('a name ##[set-env name=PATH;x=%5D]evil')).toEqual([
      expect.objectContaining({ name: 'set-env', properties: { name: 'PATH', x: ']' }, value: 'evil', old: true }),
    ]);
  });

  it('obeys nothing between stop-commands and its token', () => {
    const text = '::stop-commands::pause\n::error::quoted\n::pause::\n::error::real';
    expect(commandsOf(text).map(({ value }) => value)).toEqual(['pause', 'real']);
  });
});
