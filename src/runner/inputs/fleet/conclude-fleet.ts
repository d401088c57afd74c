import { ActionError } from '../../../error.js';
import type { Log } from '../../output/log.js';
import type { InputForm } from '../input-form.js';
import { type ManifestFaults, mostFaults } from './manifest-faults.js';

/** GitHub shows ten annotations of a step; the last is the error of the run. */
const mostAnnotations = 9;
/** What an error can hold that a person reads. */
const mostLines = 40;
const mostCharacters = 5000;

/**
 * Tells all faults of the manifest: the first as annotations on its lines, all of them in the log.
 * @param file the path as a pull request shows it; `undefined` where there is no file, which is a fault of its input
 * @throws ActionError `INVALID_MANIFEST` if the file has a fault, `INVALID_INPUTS` if the inputs alone have
 */
export async function concludeFleet(
  form: InputForm,
  faults: ManifestFaults,
  file: { readonly path: string } | undefined,
  log: Log,
): Promise<void> {
  requireManifest(form);
  if (file === undefined || faults.none) {
    form.conclude();
    return;
  }
  const found = faults.list();
  const path = faults.safe(file.path);
  const lines = found.map(({ line, text }) => `${path}:${line}: ${text}`);
  for (const { text, ...place } of found.slice(0, mostAnnotations)) {
    log.annotate({ file: file.path, ...place, title: 'Manifest' }, text);
  }
  if (lines.length > mostAnnotations) await logAll(lines, log);
  throw new ActionError(
    'INVALID_MANIFEST',
    [titleOf(path, lines.length, form.faults.length), ...shortened([...inputLines(form), ...lines])].join('\n'),
    'correct the lines of the manifest; docs/fleet.md has its form, and fleet.schema.json checks it in an editor',
  );
}

function requireManifest(form: InputForm): void {
  if (form.text('manifest') !== '') return;
  form.refuse('manifest', 'nothing', 'the path of a file in the workspace', 'give it');
}

function inputLines({ faults }: InputForm): string[] {
  return faults.map(({ name, text }) => `${name}: ${text}`);
}

function logAll(lines: readonly string[], log: Log): Promise<void> {
  return log.group(`All ${lines.length} faults of the manifest`, async () => {
    for (const line of lines) log.info(line);
  });
}

function titleOf(path: string, ofFile: number, ofInputs: number): string {
  const faults = (count: number) => `${count} ${count === 1 ? 'fault' : 'faults'}`;
  const atLeast = ofFile < mostFaults ? '' : 'at least ';
  const inputs = ofInputs > 0 ? `, and the inputs have ${ofInputs}` : '';
  return `${path} has ${atLeast}${faults(ofFile)}${inputs}; nothing was sent to Dfns.`;
}

/** As many lines as can be read, and how many more there are. */
function shortened(lines: readonly string[]): readonly string[] {
  let length = 0;
  const fitting = lines.findIndex((line, index) => {
    length += line.length;
    return index === mostLines || length > mostCharacters;
  });
  if (fitting < 0) return lines;
  const shown = Math.max(1, fitting);
  return [...lines.slice(0, shown), `… and ${lines.length - shown} more, which the log lists.`];
}
