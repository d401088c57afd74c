import { appendFileSync } from 'node:fs';
import type { Outcome, Status } from '../account/outcome.js';
import { describe } from '../account/step.js';
import type { Retired } from '../account/succession.js';
import { explain } from './failure.js';
import { log } from './log.js';
import { code, link, prose, section, table } from './markup.js';

/** What a maintainer reads of a run that went well: what is, what was changed, what ends when, what to do. */
export function writeSummary(outcome: Outcome): void {
  const heading = outcome.status === 'planned' ? 'Would be done' : 'Done';
  write([
    `<h3>Dfns ${outcome.subject ?? 'service account'} ${code(outcome.name)}: ${headlines[outcome.status]}</h3>`,
    table(factsOf(outcome)),
    ...section(
      heading,
      outcome.plan.map((step) => prose(describe(step))),
    ),
    ...section('Stores', (outcome.stores ?? []).map(prose)),
    ...section('To look at', outcome.warnings.map(prose)),
    ...section('Not seen in this run', outcome.unseen.map(prose)),
  ]);
}

/** What a maintainer reads of a run that failed. */
export function writeFailureSummary(error: unknown): void {
  const { code: errorCode, what, cure } = explain(error);
  write([
    '<h3>Dfns service account: failed</h3>',
    ...what.split('\n').map((line) => `<p>${prose(line)}</p>`),
    table([
      ['What to do', prose(cure)],
      ['Code', code(errorCode)],
    ]),
  ]);
}

const headlines: Record<Status, string> = {
  created: 'created',
  unchanged: 'all in order',
  updated: 'updated',
  rotated: 'rotated',
  revoked: 'revoked',
  requested: 'requested, waits for a person',
  'pending-approval': 'waits for an approval',
  planned: 'planned, nothing written',
};

function factsOf(outcome: Outcome): (readonly [string, string])[] {
  const facts: [string, string | undefined][] = [
    ['Account', outcome.serviceAccountId && code(outcome.serviceAccountId)],
    ['Role', (outcome.roleName ?? outcome.roleId) && roleOf(outcome)],
    ['Request', outcome.requestUrl && link(outcome.requestUrl)],
    ['Approval', outcome.approvalId && code(outcome.approvalId)],
    ['Token ends', outcome.expiresAt && endOf(outcome.expiresAt, outcome.daysLeft)],
    ...(outcome.retired ?? []).map(graceOf),
    ['Credential', outcome.credentialId && code(outcome.credentialId)],
    // Enough to compare by eye, and narrow enough for a phone; the output has all of it.
    ['Key', outcome.keyFingerprint && code(`SHA-256 ${outcome.keyFingerprint.slice(0, 16)}…`)],
    ['Organisation', outcome.orgId && code(outcome.orgId)],
    ['API', code(outcome.apiUrl)],
  ];
  return facts.flatMap(([label, html]) => (html ? [[label, html] as const] : []));
}

function roleOf({ roleName, roleId }: Outcome): string {
  return [roleName, roleId].flatMap((part) => (part ? [code(part)] : [])).join('<br>');
}

function graceOf({ name, until }: Retired): [string, string] {
  const minute = until.toISOString().slice(0, 16).replace('T', ' ');
  return ['Retired', `${code(name)}<br>works until ${minute} UTC; the first run after that archives it`];
}

function endOf(expiresAt: Date, daysLeft: number | undefined): string {
  const date = expiresAt.toISOString().slice(0, 10);
  return daysLeft === undefined ? date : `${date}, in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;
}

/** In one append: the summary of `@actions/core` goes three times through the thread pool for it. */
function write(blocks: readonly string[]): void {
  const path = process.env.GITHUB_STEP_SUMMARY;
  if (!path) return;
  try {
    // A blank line ends an HTML block of Markdown and a new one begins.
    appendFileSync(path, `${blocks.join('\n\n')}\n`);
  } catch {
    log.debug('the job summary could not be written');
  }
}
