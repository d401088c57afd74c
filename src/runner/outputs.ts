import type { Outcome } from '../account/outcome.js';
import type { Options } from './options.js';
import type { Runner } from './runner.js';

/**
 * Sets the outputs that are known, and exports them where that is asked for. Secrets are masked before they are set.
 * A failing run hands in what is true by then, without `token` and `privateKey`.
 */
export function setOutputs(
  known: Partial<Outcome>,
  { exportEnv, outputPrivateKey }: Pick<Options, 'exportEnv' | 'outputPrivateKey'>,
  runner: Runner,
): void {
  const { masks } = runner;
  for (const secret of [known.privateKey, known.token]) if (secret) masks.maskSecret(secret);
  masks.tellMasks();
  setEach(outputsOf(known, outputPrivateKey), 'GITHUB_OUTPUT', runner.setOutput, runner);
  if (exportEnv) setEach(environmentOf(known), 'GITHUB_ENV', runner.exportVariable, runner);
}

type Values = Readonly<Record<string, string | undefined>>;

function outputsOf(known: Partial<Outcome>, withPrivateKey: boolean): Values {
  return {
    status: known.status,
    changed: known.changed?.toString(),
    token: known.token,
    'private-key': withPrivateKey ? known.privateKey : undefined,
    'service-account-id': known.serviceAccountId,
    'credential-id': known.credentialId,
    'role-id': known.roleId,
    'assignment-id': known.assignmentId,
    'org-id': known.orgId,
    'api-url': known.apiUrl,
    'public-key': known.publicKey,
    'key-fingerprint': known.keyFingerprint,
    'expires-at': known.expiresAt?.toISOString(),
    'days-left': known.daysLeft?.toString(),
    'approval-id': known.approvalId,
    'request-url': known.requestUrl,
    plan: known.plan && JSON.stringify(known.plan),
  };
}

/** The names that Dfns's own SDK example reads. */
function environmentOf(known: Partial<Outcome>): Values {
  return {
    DFNS_API_URL: known.apiUrl,
    DFNS_ORG_ID: known.orgId,
    DFNS_SERVICE_ACCOUNT_ID: known.serviceAccountId,
    DFNS_CRED_ID: known.credentialId,
    DFNS_PRIVATE_KEY: known.privateKey,
    DFNS_AUTH_TOKEN: known.token,
  };
}

function setEach(
  values: Values,
  file: 'GITHUB_OUTPUT' | 'GITHUB_ENV',
  set: Runner['setOutput'],
  { takes, log }: Runner,
): void {
  if (!takes(file)) {
    // Without its file @actions/core falls back to printing the value, a token too.
    log.warning(`${file} is not set, so that nothing can be handed to later steps; this is no GitHub Actions runner`);
    return;
  }
  for (const [name, value] of Object.entries(values)) if (value) set(name, value);
}
