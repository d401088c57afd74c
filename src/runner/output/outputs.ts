import type { Outcome } from '../../core/outcome.js';
import type { Options } from '../inputs/options.js';
import { unmaskable, unwritable } from '../require-runner.js';
import type { Runner } from '../runner.js';

/**
 * Sets the outputs that are known, and exports them with `export-env`: both or neither. Secrets are masked before they are set.
 * A failing run passes the facts it has, without `token` and `privateKey`.
 * @throws ActionError `OUTPUTS_NOT_WRITTEN` or `NOT_A_RUNNER`; then nothing is set
 */
export function setOutputs(
  known: Partial<Outcome>,
  { exportEnv, outputPrivateKey }: Pick<Options, 'exportEnv' | 'outputPrivateKey'>,
  { masks, hand, outputFault }: Runner,
): void {
  const secrets = [known.privateKey, known.token].filter((secret) => secret !== undefined);
  for (const secret of secrets) masks.mask(secret);
  masks.registerMasks();
  const why = secrets.length > 0 ? outputFault() : undefined;
  if (why) throw unmaskable(why);
  const outputs = outputsOf(known, outputPrivateKey);
  // Values that an earlier step or the job left in the environment would complete a half of ours.
  const environment = exportEnv && known.token !== undefined ? environmentOf(known) : undefined;
  try {
    hand({ GITHUB_OUTPUT: outputs, ...(environment && { GITHUB_ENV: environment }) });
  } catch (error) {
    throw unwritable(['GITHUB_OUTPUT', ...(environment ? (['GITHUB_ENV'] as const) : [])], error);
  }
}

type Values = Readonly<Record<string, string>>;

function outputsOf(known: Partial<Outcome>, withPrivateKey: boolean): Values {
  return given({
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
    key: known.keyAddress,
    'expires-at': known.expiresAt?.toISOString(),
    'days-left': known.daysLeft?.toString(),
    'approval-id': known.approvalId,
    'request-url': known.requestUrl,
    plan: known.plan && JSON.stringify(known.plan),
  });
}

/** The names that the example of Dfns's SDK reads, and `DFNS_KEY` of a key in a KMS. All are set, empty ones too, so that no old value stays beside a new one. */
function environmentOf(known: Partial<Outcome>): Values {
  return {
    DFNS_API_URL: known.apiUrl ?? '',
    DFNS_ORG_ID: known.orgId ?? '',
    DFNS_SERVICE_ACCOUNT_ID: known.serviceAccountId ?? '',
    DFNS_CRED_ID: known.credentialId ?? '',
    DFNS_PRIVATE_KEY: known.privateKey ?? '',
    ...(known.keyAddress !== undefined && { DFNS_KEY: known.keyAddress }),
    DFNS_AUTH_TOKEN: known.token ?? '',
  };
}

function given(values: Readonly<Record<string, string | undefined>>): Values {
  return Object.fromEntries(Object.entries(values).filter((named): named is [string, string] => Boolean(named[1])));
}
