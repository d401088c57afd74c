import { countsOf, digestOf, grouped, standingOf } from '../../core/fleet-digest.js';
import type { AccountOutcome, FleetOutcome } from '../../core/fleet-outcome.js';
import { byEnd } from '../../core/fleet-urgency.js';
import { describe } from '../../core/step.js';
import { shardOf } from './fleet-log.js';
import type { Ink, Page } from './page.js';

/** What a person is to see of a run over a manifest: first what needs one, then changes, then tokens that end soon. */
export function addFleet(page: Page, outcome: FleetOutcome): void {
  const { ink } = page;
  page.add(`<h3>Dfns fleet ${ink.code(outcome.manifest)}${shardOf(outcome)}: ${headlineOf(outcome)}</h3>`);
  page.add(`<p>${countsOf(outcome)}.</p>`);
  if (outcome.refused) page.add(`<p>${refusalOf(outcome.refused, ink)}</p>`);
  addNeeds(page, outcome);
  addChanges(page, outcome);
  const { ending } = digestOf(outcome);
  page.addRows({
    open: `<h4>Tokens that end soon</h4><table>${head('Account', 'Token ends')}`,
    close: '</table>',
    rows: mapped(ending, (account) => cells(ink.code(account.name), endOf(account))),
    count: ending.length,
    ...{ most: 200, share: 0.15 },
  });
  const warnings = warningsOf(outcome);
  addList(page, 'To look at', warnings, (warning) => ink.prose(warning), { most: 50, share: 0.1 });
}

/** A fold with every account, in `validate` by the end of the tokens. */
export function addAll(page: Page, { accounts, pruned, mode }: FleetOutcome): void {
  const { ink } = page;
  const all = [...accounts, ...pruned];
  if (mode === 'validate') all.sort(byEnd);
  const order = mode === 'validate' ? ', by the end of their tokens' : '';
  page.addRows({
    open: `<details><summary>All ${grouped(all.length)} accounts${order}</summary><table>${head('Account', 'Status', 'Token ends')}`,
    close: '</table></details>',
    // HTML lets these end tags be left out: with them ten thousand accounts would not fit.
    rows: mapped(all, (account) => `<tr><td>${ink.code(account.name)}<td>${stateOf(account)}<td>${dateOf(account)}\n`),
    count: all.length,
    ...{ most: Number.POSITIVE_INFINITY, share: 1 },
  });
}

function refusalOf({ message, cure, code }: NonNullable<FleetOutcome['refused']>, ink: Ink): string {
  return `<b>Refused as a whole:</b> ${ink.prose(message)}. ${ink.prose(cure)}. ${ink.code(code)}`;
}

function headlineOf({ dryRun, mode, refused }: FleetOutcome): string {
  if (refused) return 'refused, nothing written';
  if (dryRun) return 'planned, nothing written';
  return mode === 'validate' ? 'validated' : 'applied';
}

function addNeeds(page: Page, outcome: FleetOutcome): void {
  const { failed, waiting, unreached } = digestOf(outcome);
  const { ink } = page;
  page.addRows({
    open: `<h4>Failed, the most urgent first</h4><table>${head('Account', 'What happened', 'What to do', 'Code')}`,
    close: '</table>',
    rows: mapped(failed, ({ name, line, error }) =>
      cells(
        `${ink.code(name)}${line === undefined ? '' : `<br>line ${line}`}`,
        ink.prose(error?.message ?? ''),
        ink.prose(error?.cure ?? ''),
        ink.code(error?.code ?? ''),
      ),
    ),
    count: failed.length,
    ...{ most: 200, share: 0.3 },
  });
  page.addRows({
    open: `<h4>Waiting for a person</h4><table>${head('Account', 'Approval')}`,
    close: '</table>',
    rows: mapped(waiting, ({ name, facts }) =>
      cells(ink.code(name), facts.approvalId ? ink.code(facts.approvalId) : ''),
    ),
    count: waiting.length,
    ...{ most: 200, share: 0.1 },
  });
  addList(page, 'Not reached', unreached, ({ name }) => ink.code(name), { most: 50, share: 0.05 });
}

function addChanges(page: Page, outcome: FleetOutcome): void {
  const { changed } = digestOf(outcome);
  const { dryRun, roleSteps } = outcome;
  const { ink } = page;
  const gone = new Set(outcome.pruned);
  const heading = dryRun ? 'Would be done' : 'Done';
  const accountLine = ({ name, status = 'planned', facts }: AccountOutcome) => {
    const steps = (facts.plan ?? []).slice(0, mostSteps).map((step) => describe(step, ink));
    const more = (facts.plan ?? []).length - steps.length;
    return `${ink.code(name)}: ${[dryRun ? [] : [status], steps, more > 0 ? [`and ${more} more`] : []].flat().join('; ')}`;
  };
  addList(page, `${heading} to shared roles`, roleSteps, (step) => describe(step, ink), { most: 50, share: 0.2 });
  addList(
    page,
    heading,
    changed.filter((account) => !gone.has(account)),
    accountLine,
    { most: 200, share: 0.4 },
  );
  addList(
    page,
    `${heading} to what the manifest names no longer`,
    changed.filter((account) => gone.has(account)),
    accountLine,
    { most: 200, share: 0.2 },
  );
}

const mostSteps = 10;

function warningsOf({ warnings, accounts, pruned }: FleetOutcome): string[] {
  return [...new Set([...warnings, ...[...accounts, ...pruned].flatMap((account) => account.warnings)])];
}

function addList<T>(
  page: Page,
  title: string,
  items: readonly T[],
  html: (item: T) => string,
  room: { readonly most: number; readonly share: number },
): void {
  const rows = mapped(items, (item) => `<li>${html(item)}</li>`);
  page.addRows({ open: `<h4>${title}</h4><ul>`, close: '</ul>', rows, count: items.length, ...room });
}

/** A row is made when there is room for it. */
function* mapped<T>(items: Iterable<T>, row: (item: T) => string): Generator<string> {
  for (const item of items) yield row(item);
}

function head(...titles: string[]): string {
  return `<tr>${titles.map((title) => `<th>${title}</th>`).join('')}</tr>`;
}

function cells(...html: string[]): string {
  return `<tr>${html.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function stateOf(account: AccountOutcome): string {
  const standing = standingOf(account);
  if (standing === 'failed') return 'failed';
  if (standing === 'unreached') return 'not reached';
  return standing === 'in order' ? 'in order' : (account.status ?? '');
}

function dateOf({ facts: { expiresAt } }: AccountOutcome): string {
  return expiresAt?.toISOString().slice(0, 10) ?? '';
}

function endOf(account: AccountOutcome): string {
  const { daysLeft = 0 } = account.facts;
  if (daysLeft < 0) return `${dateOf(account)}, over`;
  return `${dateOf(account)}, in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;
}

export type { Ink };
