/** The kind of a value that is no address of a key, and the address that was meant, where it is clear. */
export interface Mistake {
  readonly what: string;
  /** To be offered only where it is an address. */
  readonly meant?: string | undefined;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Longer values are not looked at closely. */
const LONGEST = 2_000;

/** Recognises what people paste in an address's place. Messages repeat none of it but names that are no secret. */
export function mistakenFor(text: string): Mistake | undefined {
  if (text === '') return { what: 'the value is empty' };
  return (
    secretValue(text) ??
    (text.length > LONGEST ? undefined : (misshapen(text) ?? named(text) ?? linked(text) ?? otherScheme(text)))
  );
}

function secretValue(text: string): Mistake | undefined {
  const label = /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(text)?.[1];
  if (label?.includes('PUBLIC')) return { what: 'the value is a PEM public key, which belongs in public-key' };
  if (label !== undefined) {
    return {
      what: `the value is a PEM block (${label}), whose place is in a private-key input; a key in a KMS is named by its address`,
    };
  }
  if (/(^|[/=@])((hv[sbr]\.|gh[opsu]_|github_pat_|eyJ)[\w.-]{16,}|(AKIA|ASIA)[A-Z0-9]{16})/.test(text)) {
    return { what: 'the value holds a token or an access key; replace it if it stands in the workflow' };
  }
  return undefined;
}

function misshapen(text: string): Mistake | undefined {
  const quoted = /^(["'`])(.*)\1$/.exec(text)?.[2];
  if (quoted !== undefined) return { what: 'the value stands in quotes, which belong to it', meant: quoted.trim() };
  if (/[\s\p{Cc}]/u.test(text)) return { what: 'the value holds a space or a line end, where one address is accepted' };
  if (text.includes('#') && !/^https:/.test(text)) return { what: 'the value holds a #; a comment stands elsewhere' };
  return undefined;
}

/** Names of keys without their scheme. */
function named(text: string): Mistake | undefined {
  if (/^arn:[a-z-]{3,20}:kms:/.test(text))
    return { what: 'the value is an ARN without its scheme', meant: `awskms:///${text}` };
  if (/^arn:/.test(text)) return { what: 'the value is the ARN of another service than KMS' };
  if (/^(alias|key)\//.test(text))
    return { what: 'the value has no scheme', meant: `awskms:///${text.replace(/^key\//, '')}` };
  if (UUID.test(text) || /^mrk-[\da-f-]{32,36}$/i.test(text)) {
    return { what: 'the value is a key id without its scheme', meant: `awskms:///${text}` };
  }
  const resource = /^(?:(?:https:)?\/\/cloudkms\.googleapis\.com\/(?:v1\/)?)?(projects\/[^?#:]+)/.exec(text)?.[1];
  if (resource !== undefined) {
    return { what: "the value is Google's name of a key without its scheme", meant: `gcpkms://${resource}` };
  }
  if (/^[a-z0-9-]+\.(vault|managedhsm)\.[a-z]+\.[a-z]+\//i.test(text)) {
    return { what: 'the value has no scheme', meant: `azurekms://${text.replace('/keys/', '/')}` };
  }
  if (/^(cr|us|or|to|pm|ke|ap|wa)-[a-z0-9]{4,12}-[a-z0-9-]{4,40}$/i.test(text)) {
    return { what: "the value is an id of Dfns's, a credential's say, which belongs in provisioner-credential-id" };
  }
  return undefined;
}

/** Pages and interfaces of the clouds. */
function linked(text: string): Mistake | undefined {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return undefined;
  const { hostname, pathname, searchParams, hash } = new URL(text);
  const segments = pathname.split('/').filter((each) => each !== '');
  return (
    awsConsole(hostname, searchParams, hash) ??
    googleConsole(hostname, segments, searchParams) ??
    azurePage(hostname, segments) ??
    vaultPage(segments) ?? { what: 'the value is a web address, which names no key' }
  );
}

function awsConsole(host: string, parameters: URLSearchParams, hash: string): Mistake | undefined {
  if (!/(^|\.)(console\.aws\.amazon\.com|console\.amazonaws\.cn|console\.amazonaws-us-gov\.com)$/.test(host))
    return undefined;
  const id = /\/keys\/([\da-f-]{36}|mrk-[\da-f-]{32,36})(\/|\?|$)/i.exec(hash)?.[1];
  const region = parameters.get('region');
  const what = "the value is a page of AWS's console";
  return { what, ...(id !== undefined && { meant: `awskms:///${id}${region === null ? '' : `?region=${region}`}` }) };
}

function googleConsole(host: string, segments: readonly string[], parameters: URLSearchParams): Mistake | undefined {
  if (host !== 'console.cloud.google.com') return undefined;
  const [location, ring, key] = segments.slice(segments.indexOf('manage') + 1);
  const project = parameters.get('project');
  const whole = segments.includes('manage') && key !== undefined && project !== null;
  return {
    what: "the value is a page of Google's console",
    ...(whole && { meant: `gcpkms://projects/${project}/locations/${location}/keyRings/${ring}/cryptoKeys/${key}` }),
  };
}

function azurePage(host: string, segments: readonly string[]): Mistake | undefined {
  if (/(^|\.)portal\.azure\.(com|us|cn)$/.test(host)) {
    return { what: "the value is a page of Azure's portal; copy the key's identifier there" };
  }
  if (!/\.(vault|managedhsm)\.(azure\.(net|cn)|usgovcloudapi\.net|microsoftazure\.de)$/.test(host)) return undefined;
  const isKey = segments[0] === 'keys';
  return {
    what: isKey
      ? "the value is the key's identifier of Key Vault"
      : "the value is an address of Key Vault's, and names no key",
    ...(isKey && { meant: `azurekms://${[host, ...segments.slice(1)].join('/')}` }),
  };
}

/** The page of a key in Vault's interface, or its path in the API. */
function vaultPage(segments: readonly string[]): Mistake | undefined {
  const path = segments.join('/');
  const [, page, key] =
    /^ui\/vault\/secrets(?:-engines)?\/([^/]+)\/(?:show|actions)\/([^/]+)$/.exec(path) ??
    /^v1\/(.+)\/(?:keys|sign)\/([^/]+)$/.exec(path) ??
    [];
  if (page === undefined) return undefined;
  return { what: 'the value is an address of Vault', meant: `hashivault://${page.replaceAll('/', '%2F')}/${key}` };
}

/** What other tools, and the stores of this action, call a key. */
const OTHERS: Readonly<Record<string, (place: string) => Mistake>> = {
  'aws-kms': (place) => ({ what: 'the value is written as Tink does', meant: `awskms:///${place}` }),
  'gcp-kms': (place) => ({ what: 'the value is written as Tink does', meant: `gcpkms://${place}` }),
  azurekeyvault: (place) => ({ what: 'the value is written as the Go CDK does', meant: azureAddress(place) }),
  'azure-keyvault': (place) => ({
    what: 'the value is a target of store',
    meant: azureAddress(place.replace('/', '.vault.azure.net/')),
  }),
  vault: (place) => ({
    what: 'the value is a target of store, which keeps secrets and does not sign',
    meant: `hashivault://${place}`,
  }),
  'aws-secretsmanager': () => ({ what: 'the value is a target of store, which keeps secrets and does not sign' }),
  'gcp-secretmanager': () => ({ what: 'the value is a target of store, which keeps secrets and does not sign' }),
  k8s: cosignOnly,
  gitlab: cosignOnly,
  github: cosignOnly,
  pkcs11: cosignOnly,
  env: cosignOnly,
  file: cosignOnly,
};

function cosignOnly(): Mistake {
  return { what: 'the value names a key of cosign that no KMS signs with' };
}

function azureAddress(place: string): string {
  return `azurekms://${place.replace('/keys/', '/')}`;
}

function otherScheme(text: string): Mistake | undefined {
  const [, scheme = '', place = ''] = /^([A-Za-z][A-Za-z0-9-]{0,30}):(?:\/\/)?(.*)$/.exec(text) ?? [];
  const known = scheme.toLowerCase();
  return Object.hasOwn(OTHERS, known) ? OTHERS[known]?.(place) : undefined;
}
