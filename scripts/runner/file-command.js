// @ts-check
import { EOL } from 'node:os';

/**
 * Reads what a step appended to `GITHUB_OUTPUT`, `GITHUB_ENV` or `GITHUB_STATE`: `name=value`, or `name<<MARK`, lines, `MARK`.
 * A name that is given twice keeps its last value.
 * @param {string} text
 * @returns {Record<string, string>}
 * @throws where the runner would fail the step
 */
export function readFileCommand(text) {
  const lines = text.split(EOL);
  if (lines.at(-1) === '') lines.pop();
  /** @type {Record<string, string>} */
  const values = {};
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) throw new Error(`Invalid format '${line}': the name is empty`);
      values[line.slice(0, equals)] = line.slice(equals + 1);
    } else if (heredoc >= 0) {
      const name = line.slice(0, heredoc);
      const mark = line.slice(heredoc + 2);
      if (name === '' || mark === '')
        throw new Error(`Invalid format '${line}': neither name nor delimiter may be empty`);
      const end = lines.indexOf(mark, index + 1);
      if (end < 0) throw new Error(`Invalid value of ${name}: the delimiter '${mark}' is missing`);
      values[name] = lines.slice(index + 1, end).join('\n');
      index = end;
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return values;
}
