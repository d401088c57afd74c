import type { Outcome, Status } from '../../core/outcome.js';
import { describe } from '../../core/step.js';
import type { Retired } from '../../core/succession.js';
import type { Runner } from '../runner.js';
import { appendSummary } from './append-summary.js';
import { explain } from './failure.js';
import { code, link, prose, section, table } from './markup.js';
import type { Masks } from './mask.js';

/** The summary of a run that succeeded: the account, the changes, what expires when, what to look at. */
export function writeSummary(outcome: Outcome, runner: Runner): void {
  const { masks } = runner;
  const proseOf = (text: string) => prose(text, masks);
  const heading = outcome.status === 'planned' ? 'Would be done' : 'Done';
  write(runner, [
    `<h3>Dfns ${outcome.subject ?? 'service account'} ${code(outcome.name, masks)}: ${headlines[outcome.status]}</h3>`,
    table(factsOf(outcome, masks)),
    ...section(
      heading,
      outcome.plan.map((step) => proseOf(describe(step))),
    ),
    ...section('Stores', (outcome.stores ?? []).map(proseOf)),
    ...section('To look at', outcome.warnings.map(proseOf)),
    ...section('Not seen in this run', outcome.unseen.map(proseOf)),
  ]);
}

/** The summary of a run that failed. */
export function writeFailureSummary(error: unknown, runner: Runner): void {
  const { masks } = runner;
  const { code: errorCode, what, cure } = explain(error, masks);
  write(runner, [
    '<h3>Dfns service account: failed</h3>',
    ...what.split('\n').map((line) => `<p>${prose(line, masks)}</p>`),
    table([
      ['What to do', prose(cure, masks)],
      ['Code', code(errorCode, masks)],
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

function factsOf(outcome: Outcome, masks: Masks): (readonly [string, string])[] {
  const codeOf = (text: string) => code(text, masks);
  const facts: [string, string | undefined][] = [
    ['Account', outcome.serviceAccountId && codeOf(outcome.serviceAccountId)],
    ['Role', (outcome.roleName ?? outcome.roleId) && roleOf(outcome, codeOf)],
    ['Request', outcome.requestUrl && link(outcome.requestUrl, masks)],
    ['Approval', outcome.approvalId && codeOf(outcome.approvalId)],
    ['Token ends', outcome.expiresAt && endOf(outcome.expiresAt, outcome.daysLeft)],
    ...(outcome.retired ?? []).map((retired) => graceOf(retired, codeOf)),
    ['Credential', outcome.credentialId && codeOf(outcome.credentialId)],
    ['Key', outcome.keyFingerprint && codeOf(`SHA-256 ${shownFingerprint(outcome.keyFingerprint, outcome)}`)],
    ['Signs in', outcome.keyAddress && codeOf(outcome.keyAddress)],
    ['Organisation', outcome.orgId && codeOf(outcome.orgId)],
    ['API', codeOf(outcome.apiUrl)],
  ];
  return facts.flatMap(([label, html]) => (html ? [[label, html] as const] : []));
}

function roleOf({ roleName, roleId }: Outcome, codeOf: (text: string) => string): string {
  return [roleName, roleId].flatMap((part) => (part ? [codeOf(part)] : [])).join('<br>');
}

function graceOf({ name, until }: Retired, codeOf: (text: string) => string): [string, string] {
  const minute = until.toISOString().slice(0, 16).replace('T', ' ');
  return ['Retired', `${codeOf(name)}<br>works until ${minute} UTC; the first run after that archives it`];
}

function endOf(expiresAt: Date, daysLeft: number | undefined): string {
  const date = expiresAt.toISOString().slice(0, 10);
  return daysLeft === undefined ? date : `${date}, in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;
}

/** A person who is asked for the account compares the whole; else the output has it, and this much fits a phone. */
function shownFingerprint(fingerprint: string, { status }: Pick<Outcome, 'status'>): string {
  return status === 'requested' ? fingerprint : `${fingerprint.slice(0, 16)}…`;
}

function write(runner: Runner, blocks: readonly string[]): void {
  // In Markdown a blank line ends an HTML block.
  appendSummary(`${blocks.join('\n\n')}\n`, runner);
}
