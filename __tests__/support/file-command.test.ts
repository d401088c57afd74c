import { EOL } from 'node:os';
import { readFileCommand } from '../../scripts/runner/file-command.js';

describe('what a step leaves in GITHUB_OUTPUT', () => {
  const read = (...lines: string[]) => readFileCommand(lines.map((line) => line + EOL).join(''));

  it('reads both forms, and the last of two values', () => {
    expect(read('a=1', '', 'b<<END', 'x=y', '', 'z', 'END', 'a=2=3')).toEqual({ a: '2=3', b: 'x=y\n\nz' });
  });

  it('takes << after an equals sign for text', () => {
    expect(read('a=x<<y')).toEqual({ a: 'x<<y' });
  });

  it('reads an empty value', () => {
    expect(read('a<<END', 'END', 'b=')).toEqual({ a: '', b: '' });
  });

  it.each([
    [['no sign'], /Invalid format/],
    [['=value'], /name is empty/],
    [['<<END', 'END'], /may be empty/],
    [['a<<', ''], /may be empty/],
    [['a<<END', 'x'], /delimiter 'END' is missing/],
    [['a<<END', 'x', ' END'], /delimiter 'END' is missing/],
  ])('refuses %j, as the runner does', (lines, message) => {
    expect(() => read(...lines)).toThrow(message);
  });
});
