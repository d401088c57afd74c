// How GitHub shows a step: secrets as ***, groups, and warnings and errors with their colour.
import { readCommands } from '../runner/commands.js';

const colours = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 };
const coloured = process.stdout.isTTY && !process.env.NO_COLOR;
const masks = new Set();

export function paint(colour, text) {
  return coloured ? `\x1b[${colours[colour]}m${text}\x1b[0m` : text;
}

export function heading(title, ...explanation) {
  console.log(`\n${paint('bold', `━━ ${title} ${'━'.repeat(Math.max(0, 96 - title.length))}`)}`);
  for (const line of explanation) console.log(paint('dim', line));
  console.log();
}

/** As the runner does, a secret of many lines is hidden line by line too. */
export function mask(...secrets) {
  for (const secret of secrets) {
    for (const part of [secret, ...secret.split(/\r?\n/)]) if (part.trim() !== '') masks.add(part.trim());
  }
}

export function show(text, indent = '  ') {
  let shown = text;
  for (const secret of [...masks].sort((a, b) => b.length - a.length)) shown = shown.replaceAll(secret, '***');
  for (const line of shown.split('\n')) console.log(`${indent}${line}`.trimEnd());
}

/** The folded head of a step: what runs, and with what. */
export function showStep(title, inputs = {}) {
  show(paint('bold', `▼ Run ${title}`));
  if (Object.keys(inputs).length > 0) show(paint('cyan', 'with:'), '    ');
  showValues(inputs);
}

/** What the step hands on; GitHub shows no such list, but a reader wants one. */
export function showOutputs(outputs) {
  show(paint('bold', '▼ Outputs'));
  showValues(outputs);
}

/** A value of many lines is shown by its first one. */
export function showValues(values) {
  for (const [name, value] of Object.entries(values)) {
    const hidden = masks.has(value.trim());
    const [line = '', ...more] = value.split('\n');
    show(`${name}: ${hidden ? '***' : line}${more.length > 0 && !hidden ? ' …' : ''}`, '      ');
  }
}

export function showLog(stdout) {
  let indent = '  ';
  for (const item of readCommands(stdout)) {
    if (typeof item === 'string') {
      show(item, indent);
    } else if (item.name === 'group') {
      show(paint('bold', `▼ ${item.value}`));
      indent = '    ';
    } else if (item.name === 'endgroup') {
      indent = '  ';
    } else if (item.name in levels) {
      const { label, colour } = levels[item.name];
      const title = item.properties.title ? `${item.properties.title}: ` : '';
      show(`${paint(colour, `${label}:`)} ${title}${item.value}`, indent);
    }
  }
}

const levels = {
  error: { label: 'Error', colour: 'red' },
  warning: { label: 'Warning', colour: 'yellow' },
  notice: { label: 'Notice', colour: 'blue' },
};

/** The page of the run, under its jobs: Markdown in HTML blocks, here as text. */
export function showSummary(html) {
  const text = html
    .replace(/<h\d>(.*?)<\/h\d>/g, (_, title) => `\n${paint('bold', title)}\n`)
    .replace(/<tr><td>(.*?)<\/td><td>(.*?)<\/td><\/tr>/g, (_, label, value) => `${label.padEnd(14)}${value}\n`)
    .replace(/<li>(.*?)<\/li>/g, '• $1\n')
    .replace(/<br>/g, `\n${' '.repeat(14)}`)
    .replace(/<\/p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\n{3,}/g, '\n\n');
  show(text.trim(), '  │ ');
}
