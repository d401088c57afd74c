import { createPrivateKey } from 'node:crypto';
import { parseArgs } from 'node:util';

/**
 * @typedef {object} Settings What a run of `npm run acceptance` was asked to do.
 * @property {string} apiUrl without a slash at its end
 * @property {string} orgId
 * @property {string} username
 * @property {string} credentialId
 * @property {string} privateKey PEM
 * @property {string} [provisionerStore] the store target that holds the four above
 * @property {boolean} yes
 * @property {boolean} clean
 * @property {boolean} withPolicies
 * @property {'all' | 'stories' | 'questions'} parts
 * @property {string} record path
 * @property {string} report path
 * @property {string} [prefix] of a run that is to be cleaned without its record
 * @property {{ username: string, code: string }} [invited]
 */

export const help = `npm run acceptance -- [options]

Holds the built action, and what is believed of Dfns, against a real organisation (docs/acceptance.md).
Who it acts as: DFNS_API_URL, DFNS_ORG_ID, DFNS_USERNAME, DFNS_CRED_ID, DFNS_PRIVATE_KEY, or --provisioner-store.

  --provisioner-store TARGET  where \`mode: bootstrap\` stored the provisioner, such as vault://secret/dfns/provisioner
  --yes                       do not ask; without a terminal it is needed
  --with-policies             also ask what policies do, with policies on roles of its own
  --only stories|questions    one half
  --invited NAME=CODE         also ask about registration, with a new user and the code from its e-mail; the code may be spent
  --record PATH               what was made, for --clean (acceptance-record.json)
  --report PATH               the report for programs (acceptance.json)
  --clean                     clear what a dead run left, by its record; without one, by the exact form of its names
  --prefix PREFIX             with --clean and no record: this run's names alone
`;

const options = {
  'provisioner-store': { type: 'string' },
  yes: { type: 'boolean', default: false },
  clean: { type: 'boolean', default: false },
  'with-policies': { type: 'boolean', default: false },
  only: { type: 'string' },
  record: { type: 'string', default: 'acceptance-record.json' },
  report: { type: 'string', default: 'acceptance.json' },
  prefix: { type: 'string' },
  invited: { type: 'string' },
  help: { type: 'boolean', default: false },
};

/**
 * Reads the command line and the environment.
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {{ settings: Settings } | { help: true } | { faults: string[] }} all faults at once
 */
export function readArguments(args, env) {
  let values;
  try {
    values = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    return { faults: [error.message] };
  }
  if (values.help) return { help: true };
  const faults = [...faultsOfOptions(values), ...(values['provisioner-store'] ? [] : faultsOfEnvironment(env))];
  if (faults.length > 0) return { faults };
  const [username, code] = values.invited?.split('=') ?? [];
  return {
    settings: {
      apiUrl: (env.DFNS_API_URL ?? '').replace(/\/$/, ''),
      orgId: env.DFNS_ORG_ID ?? '',
      username: env.DFNS_USERNAME ?? '',
      credentialId: env.DFNS_CRED_ID ?? '',
      privateKey: env.DFNS_PRIVATE_KEY ?? '',
      provisionerStore: values['provisioner-store'],
      yes: values.yes,
      clean: values.clean,
      withPolicies: values['with-policies'],
      parts: values.only ?? 'all',
      record: values.record,
      report: values.report,
      prefix: values.prefix,
      ...(code && { invited: { username, code } }),
    },
  };
}

function faultsOfOptions({ only, invited, prefix, clean, record, report, 'provisioner-store': store }) {
  return [
    ...(only === undefined || only === 'stories' || only === 'questions'
      ? []
      : [`--only is stories or questions, not ${only}`]),
    ...(invited === undefined || /^[^=]+=[^=]+$/.test(invited) ? [] : ['--invited has the form NAME=CODE']),
    ...(prefix === undefined || clean ? [] : ['--prefix belongs to --clean']),
    ...(record === '' ? ['--record is empty'] : []),
    ...(report === '' ? ['--report is empty'] : []),
    ...(store === undefined || /^[a-z-]+:\/\/./.test(store)
      ? []
      : ['--provisioner-store is a store target such as vault://MOUNT/PATH']),
  ];
}

const names = ['DFNS_API_URL', 'DFNS_ORG_ID', 'DFNS_USERNAME', 'DFNS_CRED_ID', 'DFNS_PRIVATE_KEY'];

function faultsOfEnvironment(env) {
  const missing = names.filter((name) => !env[name]?.trim()).map((name) => `${name} is not set`);
  const { DFNS_API_URL: apiUrl, DFNS_ORG_ID: orgId, DFNS_PRIVATE_KEY: privateKey } = env;
  return [
    ...missing,
    ...(apiUrl?.trim() ? faultOfUrl(apiUrl) : []),
    ...(orgId?.trim() && !/^or-[\w-]+$/.test(orgId) ? ['DFNS_ORG_ID is not the id of an organisation (or-…)'] : []),
    ...(privateKey?.trim() && !isPrivateKey(privateKey)
      ? ['DFNS_PRIVATE_KEY is not an unencrypted private key in PEM']
      : []),
  ];
}

/** A signature goes there: https, but on loopback. */
function faultOfUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (isLoopback && url.protocol === 'http:')) {
    return url.pathname === '/' && url.search === '' && url.username === ''
      ? []
      : ['DFNS_API_URL has more than a host: give https://api.dfns.io alone'];
  }
  return ['DFNS_API_URL is not an https address (http is for loopback)'];
}

/** Its text is not repeated: where it is a slip, it may be another secret. */
function isPrivateKey(text) {
  try {
    return createPrivateKey(text.trim()).type === 'private';
  } catch {
    return false;
  }
}
