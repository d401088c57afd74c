import { writeFileSync } from 'node:fs';
import { shortened } from './dfns.js';

/**
 * @typedef {object} Report What is written for programs; it holds no secret, and ids are shortened.
 * @property {1} version
 * @property {string} date
 * @property {{ apiUrl: string, orgId: string }} organisation
 * @property {import('./stories.js').Story[]} stories
 * @property {Record<string, import('./answers.js').Answered>} answers by switch of the simulator, and by fact
 * @property {import('./shapes.js').Difference[]} shapes answers that were not of the contract's shape
 * @property {string[]} left what could not be cleared
 * @property {{ requests: number, answersHeld: number }} counts
 */

/** @param {Omit<Report, 'version'>} found @param {readonly string[]} secrets @param {Iterable<string>} ids @returns {Report} */
export function reportOf(found, secrets, ids) {
  const clean = (value) => {
    if (typeof value === 'string') return withoutIds(redacted(value, secrets), ids);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, clean(member)]));
  };
  return { version: 1, ...clean(found) };
}

/** In Dfns's own forms, and as they were seen. @param {string} text @param {Iterable<string>} ids */
export function withoutIds(text, ids) {
  let shown = shortened(text);
  for (const id of ids) if (shown.includes(id)) shown = shown.replaceAll(id, `${id.slice(0, 8)}…`);
  return shown;
}

/** What Dfns says is repeated, and could repeat what it was sent. */
export function redacted(text, secrets) {
  const known = secrets
    .filter((secret) => secret.length >= 8)
    .reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
  return known
    .replace(/eyJ[\w-]{8,}\.[\w-]+(\.[\w-]+)?/g, '***')
    .replace(/-----BEGIN [^-]*PRIVATE KEY-----[\s\S]*/g, '***');
}

/** @param {Report} report @param {string} path */
export function writeReport(report, path) {
  writeFileSync(path, `${JSON.stringify(report, undefined, 2)}\n`);
}

/** Whether it is what a program is told with exit code 0. @param {Report} report */
export function isGood({ stories, shapes }) {
  return shapes.length === 0 && stories.every(({ outcome }) => outcome !== 'failed');
}

/** A table for people. @param {Report} report @param {ReadonlySet<string>} switches @returns {string[]} lines */
export function tableOf({ stories, answers, shapes, left, counts }, switches) {
  const rows = Object.entries(answers).sort(([a], [b]) => a.localeCompare(b));
  const width = Math.max(0, ...rows.map(([name]) => name.length), ...stories.map(({ name }) => name.length));
  const line = (name, text) => `  ${name.padEnd(width)}  ${text}`;
  const inTable = ([name]) => switches.has(name);
  return [
    ...section(
      'Stories',
      stories.map(({ name, outcome, because }) => line(name, `${outcome}${because ? `: ${because}` : ''}`)),
    ),
    ...section(
      'Questions that are switches of the simulator',
      rows.filter(inTable).map(([name, answer]) => line(name, said(answer))),
    ),
    ...section(
      'Other facts',
      rows.filter((row) => !inTable(row)).map(([name, answer]) => line(name, said(answer))),
    ),
    ...section(
      `Answers that were not of the contract’s shape: ${shapes.length} kinds, of ${counts.answersHeld} answers`,
      shapes.map(
        ({ request, status, member, expected, seen, times }) =>
          `  ${request} ${status}: ${member || 'the answer'}: expected ${expected}, seen ${seen}${times > 1 ? ` (${times} times)` : ''}`,
      ),
    ),
    ...section(
      'Left',
      left.map((what) => `  ${what}`),
    ),
  ];
}

function section(title, lines) {
  return ['', title, ...(lines.length > 0 ? lines : ['  none'])];
}

function said(answer) {
  if ('notAsked' in answer) return `not asked, because ${answer.notAsked}`;
  if ('other' in answer) return `other: ${answer.other}`;
  return Array.isArray(answer.value) ? answer.value.join(', ') || '(none)' : String(answer.value);
}

/** What no report and no line may show. */
export const secretsOf = ({ privateKey }, { ownTokens }) => [
  ...ownTokens,
  privateKey.trim(),
  ...privateKey.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----')),
];
