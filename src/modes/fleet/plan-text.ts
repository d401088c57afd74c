import type { FleetOutcome } from '../../core/fleet-outcome.js';
import { code, plain, prose } from '../../github/markdown.js';
import { shardOf } from '../../runner/output/fleet-log.js';
import { addFleet } from '../../runner/output/fleet-page.js';
import { Page } from '../../runner/output/page.js';

/** GitHub takes 65,536 characters; the marker and the last line need some of them. */
const mostCharacters = 60_000;

/** Of which state of the file a plan is. */
export interface Origin {
  /** The last commit of the pull request. */
  readonly head?: string;
  /** The page of the workflow run. */
  readonly runPage?: string;
}

/** The plan as the text of a comment, without its marker. Names and messages from outside are text in it. */
export function planText(outcome: FleetOutcome, origin: Origin, redact: (text: string) => string): string {
  // What is invisible may stand in the midst of a secret.
  const safe = (text: string) => redact(plain(redact(text), 2000));
  const page = new Page(
    { code: (text) => code(safe(text)), prose: (text) => prose(safe(text)), measure: (text) => text.length },
    mostCharacters,
  );
  addFleet(page, outcome);
  page.add(originLine(origin));
  return page.html;
}

/** What is left of a plan when there is nothing to do. */
export function nothingText(outcome: FleetOutcome, origin: Origin): string {
  return `<p>Dfns fleet ${code(outcome.manifest)}${shardOf(outcome)}: nothing to do. ${inline(origin)}</p>\n`;
}

/** What is left of the plan of a shard that there is no more. */
export function dividedText({ manifest }: FleetOutcome, origin: Origin): string {
  return `<p>Dfns fleet ${code(manifest)}: it is divided into other shards now. ${inline(origin)}</p>\n`;
}

function originLine(origin: Origin): string {
  const line = inline(origin);
  return line === '' ? '' : `<p>${line}</p>`;
}

function inline({ head, runPage }: Origin): string {
  const parts = [
    ...(head ? [`Commit ${code(head.slice(0, 10))}`] : []),
    ...(runPage ? [`<a href="${runPage}">the run</a>`] : []),
  ];
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}
