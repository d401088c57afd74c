import { manifestOf } from '../../core/fleet-manifest.js';
import type { FleetOutcome } from '../../core/fleet-outcome.js';
import type { Runner } from '../runner.js';
import { appendSummary } from './append-summary.js';
import { addAll, addFleet } from './fleet-page.js';
import { code, preformatted, prose } from './markup.js';
import { Page } from './page.js';

/** GitHub takes 1 MiB of each step and shows nothing of more; the summary of a run that fails follows this one. */
const mostBytes = 1_000_000;

/** The summary of a run over a manifest: what needs a person, what changed, which tokens end soon, and all accounts in a fold. */
export function writeFleetSummary(outcome: FleetOutcome, runner: Runner): void {
  const { masks } = runner;
  const page = new Page(
    {
      code: (text) => code(text, masks),
      prose: (text) => prose(text, masks),
      measure: (text) => Buffer.byteLength(text),
    },
    mostBytes,
  );
  addFleet(page, outcome);
  const manifest = manifestOf(outcome);
  if (manifest !== undefined) addManifest(page, preformatted(manifest, masks));
  addAll(page, outcome);
  appendSummary(page.html, runner);
}

function addManifest(page: Page, html: string): void {
  page.add('<h4>A manifest of what is there</h4>');
  page.add(page.hasRoomFor(html) ? html : '<p>It is too long for this page: copy it from the log of the step.</p>');
}
