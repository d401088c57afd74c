import { plainText, type Reader, Refusal, unquotedText } from './readers.js';

/** The form of every id that Dfns makes (docs/dfns-api.md, 4). */
const dfnsId = /^([a-z]{2,3})-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}$/;

const kinds: Readonly<Record<string, string>> = {
  us: 'the id of a user or a service account',
  to: 'the id of a token',
  or: 'the id of an organisation',
  pm: 'the id of a role',
  as: 'the id of an assignment',
  ap: 'the id of an application or an approval',
  wa: 'the id of a wallet',
};

const kmsKey =
  /^(?:(?:awskms|gcpkms|azurekms|hashivault|openbao|k8s|pkcs11):\/\/|arn:aws[a-z-]{0,10}:kms:|alias\/|projects\/.+\/cryptoKeys\/|https?:\/\/[^/]+\.(?:vault|managedhsm)\.[a-z.]+\/keys\/)/i;

/** What a value plainly is, where it has the form of something that is no credential's id; `undefined` where it may be anything. */
export function kindOfValue(text: string): string | undefined {
  const [, prefix = ''] = dfnsId.exec(text) ?? [];
  if (Object.hasOwn(kinds, prefix)) return kinds[prefix];
  if (/^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) return 'a token (not shown)';
  if (kmsKey.test(text)) return 'the address of a key in a KMS';
  return undefined;
}

/** An identifier of Dfns, such as `or-…`. */
function identifier(prefix: string, where: string): Reader<string> {
  return unquotedText((text) => {
    const accepted = `an id such as ${prefix}-1a2b3-4c5d6-7e8f9g0h1i2j3k4l`;
    if (dfnsId.exec(text)?.[1] === prefix) return text;
    const kind = kindOfValue(text);
    const cure = `copy it from ${where}`;
    throw new Refusal(accepted, kind ? `this is ${kind.replace(' (not shown)', '')}; ${cure}` : cure);
  });
}

export const readOrgId = identifier('or', 'the settings of the organisation in the Dfns dashboard');
export const readRoleId = identifier('pm', "the role's page in the Dfns dashboard");

/** Whoever registers a Key credential chooses its id, so that its form is never checked: what is refused plainly is something else. */
export const readCredentialId: Reader<string> = unquotedText((text) => {
  const kind = kindOfValue(text);
  if (!kind) return plainText(200)(text);
  throw new Refusal(
    'the id of the Key credential, as the dashboard lists it among the credentials of its user',
    'copy that one; it may be left out where the user has one Key credential alone',
    kind,
  );
});

export const readUsername: Reader<string> = unquotedText((text) => {
  const kind = kindOfValue(text);
  if (!kind) return plainText(320)(text);
  throw new Refusal('the name that the user logs in with, an e-mail address as a rule', 'give that name', kind);
});
