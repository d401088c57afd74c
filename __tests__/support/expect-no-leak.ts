import type { ActionRun } from '../../scripts/runner/run-action.js';

/** Where the action's own contract puts a secret. */
const secretOutputs = ['token', 'private-key'];
const secretVariables = ['DFNS_AUTH_TOKEN', 'DFNS_PRIVATE_KEY'];

/**
 * Holds a run, however it ended, to the promise that no secret leaves it but through its masked outputs, and that nothing is masked
 * that is none: the runner would replace it in the logs and outputs of the whole job.
 */
export function expectNoLeak(run: ActionRun, secrets: readonly string[]): void {
  const parts = [...new Set(secrets.flatMap(partsOf))];
  for (const [place, text] of Object.entries(placesOf(run))) {
    if (parts.some((part) => text.includes(part))) throw new Error(`A secret stands in the run's ${place}`);
  }
  for (const mask of run.masks) {
    const reason = whyNoSecret(mask);
    if (reason) throw new Error(`The run masks what is no secret: ${reason} (${JSON.stringify(mask)})`);
  }
}

/** A key leaks by its lines too, and a line break may be written as `\n`. */
function partsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n|\\n/).map((line) => line.trim());
  return [secret.trim(), ...lines.filter((line) => line.length >= 16 && !line.startsWith('-----'))];
}

function placesOf(run: ActionRun): Record<string, string> {
  const withoutKeys = (values: Record<string, string>, allowed: readonly string[]) =>
    JSON.stringify(Object.entries(values).filter(([name]) => !allowed.includes(name)));
  return {
    log: run.log,
    stderr: run.stderr,
    'workflow commands': run.commands
      .filter(({ name }) => name !== 'add-mask')
      .map(({ line }) => line)
      .join('\n'),
    annotations: run.annotations.map(({ message }) => message).join('\n'),
    summary: run.summary,
    state: JSON.stringify(run.state),
    'other outputs': withoutKeys(run.outputs, secretOutputs),
    'other variables': withoutKeys(run.env, secretVariables),
  };
}

function whyNoSecret(mask: string): string | undefined {
  const text = mask.trim();
  if (text.length < 8) return 'a short text';
  if (/^-----(BEGIN|END) [A-Z0-9 ]+-----$/.test(text)) return 'the boundary line of a PEM block';
  if (/^[a-z]{2}-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}$/.test(text)) return 'an identifier';
  if (/^\d{4}-\d{2}-\d{2}([T ][\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return 'a date';
  return undefined;
}
