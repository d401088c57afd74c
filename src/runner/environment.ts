import type { WorkflowRun } from '../core/names.js';
import { ActionError } from '../error.js';

/** Variables are looked up by name and never listed. */
type Environment = Readonly<Record<string, string | undefined>>;

/** With these variables Node and the clouds' clients print what they send, headers included. */
const debuggers = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE', 'DEBUG', 'AZURE_LOG_LEVEL', 'GOOGLE_SDK_NODE_LOGGING'];

/** What of the environment is a secret, beside the inputs, by its name: the stores' clients use it, and the programs that they start get all of it. */
const secretVariable = /TOKEN|SECRET|PASSW|PASSPHRASE|PRIVATE_?KEY|ACCESS_KEY$|API_?KEY|IDENTITY_HEADER|CREDENTIAL/i;
/** Names of what stands beside a secret: where it is, or whose. */
const beside = /_(FILE|PATH|URL|URI|ENDPOINT|ID|NAME|TYPE|DIR|SOURCE|APPLICATION_CREDENTIALS)$|^(INPUT|STATE)_/i;

/** Whether Node or a client of a cloud prints what it sends. The runner must know every secret before that. */
export function isPrintedByOthers(environment: Environment): boolean {
  return debuggers.some((name) => environment[name]) || /--trace/.test(environment.NODE_OPTIONS ?? '');
}

export function secretsOf(environment: Environment): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value && secretVariable.test(name) && !beside.test(name) ? [value] : [],
  );
}

/** Warnings of settings that make a run less safe than it looks. */
export function warningsOf({ NODE_TLS_REJECT_UNAUTHORIZED, NODE_DEBUG = '' }: Environment): string[] {
  return [
    ...(NODE_TLS_REJECT_UNAUTHORIZED === '0'
      ? [
          'NODE_TLS_REJECT_UNAUTHORIZED is 0: no certificate is checked, so that whoever stands in between can read the credentials ' +
            'of this run; take it out, and name the certificate of a proxy or server of your own in NODE_EXTRA_CA_CERTS',
        ]
      : []),
    ...(NODE_DEBUG.split(',').some((section) => section.includes('*') || section.trim().toLowerCase() === 'stream')
      ? [
          'NODE_DEBUG has Node print the first bytes of all that is sent and received as numbers, which no mask covers; name the ' +
            'sections that you need instead (http, tls), and keep this log to yourself',
        ]
      : []),
  ];
}

/** The workflow run that this job belongs to; `undefined` outside of one. */
export function readRun({
  GITHUB_RUN_ID: id = '',
  GITHUB_RUN_ATTEMPT: attempt = '',
}: Environment): WorkflowRun | undefined {
  return /^[1-9]\d{0,18}$/.test(id) && /^[1-9]\d{0,8}$/.test(attempt) ? { id, attempt: Number(attempt) } : undefined;
}

/** @throws ActionError `NOT_A_RUN`: an ephemeral account takes its name from the run */
export function requireRun(environment: Environment): WorkflowRun {
  const run = readRun(environment);
  if (run) return run;
  throw new ActionError(
    'NOT_A_RUN',
    'an ephemeral account is named after its workflow run, and GITHUB_RUN_ID and GITHUB_RUN_ATTEMPT do not both hold a number',
    'run this as a step of a GitHub Actions workflow, or leave out ephemeral',
  );
}
