import { X509Certificate } from 'node:crypto';

/** The PEM label of a DER, by how it begins: each of these forms begins in a way of its own. */
export function labelOfDer(der: Buffer): string | undefined {
  const [outer] = elementsOf(der, 0, der.length);
  if (outer?.tag !== sequence || outer.end !== der.length) return undefined;
  const elements = elementsOf(der, outer.start, outer.end);
  const tags = elements.slice(0, 3).map(({ tag }) => tag);
  const is = (...wanted: number[]) => wanted.every((tag, index) => tags[index] === tag);
  const version = elements[0] && der[elements[0].start];
  if (is(integer, sequence, octets) && (version === 0 || version === 1)) return 'PRIVATE KEY';
  if (is(integer, sequence) && version === 3) return 'PKCS12';
  if (is(sequence, bits) && elements.length === 2) return 'PUBLIC KEY';
  if (is(sequence, octets) && elements.length === 2) return 'ENCRYPTED PRIVATE KEY';
  if (is(integer, integer, integer) && elements.length >= 9) return 'RSA PRIVATE KEY';
  if (is(integer, octets) && version === 1) return 'EC PRIVATE KEY';
  return isX509(der) ? 'CERTIFICATE' : undefined;
}

const sequence = 0x30;
const integer = 0x02;
const octets = 0x04;
const bits = 0x03;

function isX509(der: Buffer): boolean {
  try {
    return Boolean(new X509Certificate(der));
  } catch {
    return false;
  }
}

/** The elements of DER between two offsets; none where their lengths do not fit. */
function elementsOf(der: Buffer, from: number, to: number): { tag: number; start: number; end: number }[] {
  const found: { tag: number; start: number; end: number }[] = [];
  for (let at = from; at < to && found.length < 20; ) {
    const tag = der[at] ?? 0;
    const first = der[at + 1] ?? 0;
    const extra = first < 0x80 ? 0 : first - 0x80;
    const start = at + 2 + extra;
    if (first === 0x80 || extra > 4 || start > to) return [];
    const length = extra === 0 ? first : der.readUIntBE(at + 2, extra);
    if (start + length > to) return [];
    found.push({ tag, start, end: start + length });
    at = start + length;
  }
  return found;
}
