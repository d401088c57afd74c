import { createECDH, type KeyObject } from 'node:crypto';

/** The order of P-256. */
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** ECDSA with P-256 over a digest, which Node's crypto cannot do: it hashes once more. @returns r||s, 64 bytes */
export function signDigest(privateKey: KeyObject, digest: Buffer): Buffer {
  const d = BigInt(`0x${Buffer.from(String(privateKey.export({ format: 'jwk' }).d), 'base64url').toString('hex')}`);
  const ephemeral = createECDH('prime256v1');
  const r = number(ephemeral.generateKeys().subarray(1, 33)) % N;
  const s = (power(number(ephemeral.getPrivateKey()), N - 2n) * (number(digest) + r * d)) % N;
  return Buffer.from(r.toString(16).padStart(64, '0') + s.toString(16).padStart(64, '0'), 'hex');
}

/** The same as ASN.1 DER. */
export function signDigestDer(privateKey: KeyObject, digest: Buffer): Buffer {
  const signature = signDigest(privateKey, digest);
  const parts = [signature.subarray(0, 32), signature.subarray(32)].map((half) => {
    const hex = number(half).toString(16);
    const even = hex.length % 2 === 0 ? hex : `0${hex}`;
    const bytes = Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
    return Buffer.concat([Buffer.from([2, bytes.length]), bytes]);
  });
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function number(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base % N, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % N) {
    if (rest & 1n) result = (result * square) % N;
  }
  return result;
}
