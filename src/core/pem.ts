import { unquoted, withoutInvisible } from './tidy-text.js';

/** One block of a PEM, whatever it was wrapped in. */
export interface PemBlock {
  readonly label: string;
  /** As OpenSSL writes it: lines of 64 signs, no line end after it. */
  readonly pem: string;
  readonly isEncrypted: boolean;
}

/** What a value holds that may have been a PEM. */
export interface PemText {
  readonly blocks: readonly PemBlock[];
  /** The label of a block whose END line is missing. */
  readonly cutOff?: string;
  /** Whether there is an END line without its BEGIN line. */
  readonly lacksBegin: boolean;
  /** The value itself, without what cannot be seen and quotation marks around it. */
  readonly text: string;
}

const hyphens = '-\u2010-\u2015\u2212\ufe58\ufe63\uff0d';
// All is bounded: a careless regular expression takes minutes for a long row of hyphens.
const boundary = new RegExp(
  `[${hyphens}]{2,10}[ \\t]{0,3}(BEGIN|END)\\s{0,3}([A-Z0-9]{1,20}(?:\\s{1,3}[A-Z0-9]{1,20}){0,5})\\s{0,3}[${hyphens}]{2,10}`,
  'g',
);
const largest = 200_000;

/** Finds the blocks in what consoles, editors, mails and people make of a PEM. It reads; it does not judge. */
export function readPem(given: string): PemText {
  const written = given.trim();
  if (isAsWritten(written)) {
    const block = { label: 'PRIVATE KEY', pem: written, isEncrypted: false };
    return { blocks: [block], lacksBegin: false, text: written };
  }
  let text = unquoted(withoutInvisible(given.slice(0, largest)));
  let found = findBlocks(unescaped(text));
  // Base64 of a PEM, also twice: a secret is often kept so, to have it on one line.
  let inner: string | undefined = text;
  for (let layer = 0; layer < 2 && !found.hasBoundary && inner; layer++) {
    inner = decoded(inner);
    if (!inner?.includes('BEGIN')) continue;
    text = inner;
    found = findBlocks(unescaped(inner));
  }
  const { blocks, cutOff, lacksBegin } = found;
  return { blocks, lacksBegin, text, ...(cutOff !== undefined && { cutOff }) };
}

/** Whether it is PKCS#8 as OpenSSL writes it out: nothing of it needs tidying. */
export function isAsWritten(pem: string): boolean {
  return pem.length <= largest && asWritten.test(pem);
}

const asWritten =
  /^-----BEGIN PRIVATE KEY-----\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{1,64}={0,2}\n-----END PRIVATE KEY-----$/;

/** The bytes of a value that is base64 and nothing else; `undefined` where it is not. */
export function bytesOfBase64(text: string): Buffer | undefined {
  const body = unescaped(text)
    .replace(/^data:[\w/.;+-]{0,60},/, '')
    .replace(/[\s"'`,]/g, '');
  return /^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(body) ? Buffer.from(body, 'base64') : undefined;
}

/** A block as OpenSSL writes it. */
export function pemOf(label: string, body: string, headers?: string): string {
  return [
    `-----BEGIN ${label}-----`,
    ...(headers ? [headers] : []),
    ...(body.match(/.{1,64}/g) ?? []),
    `-----END ${label}-----`,
  ].join('\n');
}

function decoded(text: string): string | undefined {
  const bytes = bytesOfBase64(text);
  return bytes && unquoted(withoutInvisible(textOf(bytes)));
}

/** PowerShell takes UTF-16 where others take UTF-8. */
function textOf(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff && bytes.length % 2 === 0) return bytes.swap16().toString('utf16le');
  return bytes.toString((first === 0xff && second === 0xfe) || second === 0 ? 'utf16le' : 'utf8');
}

/** Line ends and signs that were written out: for JSON, a shell, an address or a page. */
function unescaped(text: string): string {
  let plain = text;
  if (/%(0[AD]|2[0BDF]|3D)/i.test(plain)) plain = plain.replace(/(?:%[0-9A-F]{2}){1,1000}/gi, percent);
  if (plain.includes('&'))
    plain = plain.replace(/&(#x?[0-9a-f]{1,5}|quot|nbsp|hyphen|dash|plus|sol|equals);/gi, entity);
  if (plain.includes('<')) plain = plain.replace(/<\/?[a-z]{1,10}[^<>]{0,60}>/gi, '\n');
  plain = withoutInvisible(plain);
  return plain
    .replace(/\\u00([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\{1,8}[rn]|`[rn]/g, '\n')
    .replace(/\\{1,8}t/g, ' ')
    .replaceAll('\\', '');
}

function percent(signs: string): string {
  try {
    return decodeURIComponent(signs);
  } catch {
    return signs;
  }
}

const named: Readonly<Record<string, string>> = {
  quot: '"',
  nbsp: ' ',
  hyphen: '-',
  dash: '-',
  plus: '+',
  sol: '/',
  equals: '=',
};

function entity(_: string, name: string): string {
  const lower = name.toLowerCase();
  if (!lower.startsWith('#')) return named[lower] ?? '';
  const code = lower.startsWith('#x') ? Number.parseInt(lower.slice(2), 16) : Number(lower.slice(1));
  return code > 0 ? String.fromCodePoint(code) : '';
}

function findBlocks(text: string) {
  const blocks: PemBlock[] = [];
  let open: { label: string; from: number } | undefined;
  let cutOff: string | undefined;
  let lacksBegin = false;
  let hasBoundary = false;
  for (const { 0: whole, 1: kind, 2: words = '', index } of text.matchAll(boundary)) {
    hasBoundary = true;
    const label = labelOf(words);
    if (kind === 'BEGIN') {
      cutOff ??= open?.label;
      open = { label, from: index + whole.length };
    } else if (open?.label === label) {
      blocks.push(blockOf(label, text.slice(open.from, index)));
      open = undefined;
    } else if (open === undefined) lacksBegin = true;
  }
  return { blocks, cutOff: cutOff ?? open?.label, lacksBegin, hasBoundary };
}

/** Some tools take every space away, those of the label too. */
function labelOf(words: string): string {
  const squeezed = words.replace(/\s/g, '');
  return labels.find((label) => label.replaceAll(' ', '') === squeezed) ?? words.replace(/\s+/g, ' ');
}

const labels = [
  'PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'OPENSSH PRIVATE KEY',
  'PUBLIC KEY',
  'RSA PUBLIC KEY',
  'EC PARAMETERS',
];

/** How OpenSSL's own form of encryption names its cipher and its initialisation vector, of 16 bytes for AES and of 8 for DES. */
const dekInfo = /DEK-Info:\s{0,3}(AES-\d{3}-[A-Z]{3},\s{0,3}[0-9A-F]{32}|DES[A-Z0-9-]{0,12},\s{0,3}[0-9A-F]{16})/i;
const procType = /Proc-Type:\s{0,3}4,\s{0,3}ENCRYPTED/i;

function blockOf(label: string, given: string): PemBlock {
  const isTraditional = procType.test(given);
  const [, dek] = dekInfo.exec(given) ?? [];
  // They may have come to stand on one line with the body.
  const content = isTraditional ? given.replace(procType, '\n').replace(dekInfo, '\n') : given;
  const lines = content.split(/[\r\n]+/);
  // Headers such as Proc-Type, and the marks of a quoted mail.
  const body = lines
    .map((line) => line.replace(/^[\s>|]{1,40}/, ''))
    .filter((line) => !/^[A-Za-z][\w-]{0,40}:/.test(line))
    .join('')
    .replace(/[\s"'`“”‘’,>|]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  const isEncrypted = label.includes('ENCRYPTED') || isTraditional;
  const headers = dek && `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${dek.replace(/\s/g, '').toUpperCase()}\n`;
  return { label, pem: pemOf(label, body, headers), isEncrypted };
}
