// npm run readme: writes the tables of inputs and outputs into README.md, from action.yml. With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

setUp();
const { readActionYml } = await import('./runner/action-yml.js');
const { inputs, outputs } = readActionYml();

const tables = {
  inputs: table(
    ['input', 'default', 'meaning'],
    Object.entries(inputs).map(([name, input]) => [
      `\`${name}\``,
      input.default === undefined ? '' : `\`${input.default}\``,
      input.description,
    ]),
  ),
  outputs: table(
    ['output', 'meaning'],
    Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]),
  ),
};

const file = join(root, 'README.md');
const before = readFileSync(file, 'utf8');
const after = Object.entries(tables).reduce(between, before);
if (!process.argv.includes('--check')) {
  writeFileSync(file, after);
} else if (after !== before) {
  console.error('README.md does not say what action.yml says: npm run readme');
  process.exitCode = 1;
}

function table(head, rows) {
  const line = (cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function between(text, [marker, content]) {
  const [start, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  if (!text.includes(start) || !text.includes(end)) throw new Error(`README.md lacks ${start} … ${end}`);
  const [head] = text.split(start);
  const [, tail] = text.split(end);
  return `${head}${start}\n${content}\n${end}${tail}`;
}
