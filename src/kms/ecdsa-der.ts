import type { KmsAddress } from '../core/kms-address.js';
import { kmsError } from './fault.js';

/** Each half of a P-256 signature, in bytes. */
const HALF = 32;

/**
 * r||s, as Azure signs with P-256, to the ASN.1 DER that Dfns verifies.
 * @throws ActionError `KMS_BAD_SIGNATURE` where it is not 64 bytes: cut or padded it could still be read, as another number
 */
export function derOf(address: KmsAddress, signature: Buffer): Buffer {
  if (signature.length !== 2 * HALF) {
    throw kmsError(address, {
      code: 'KMS_BAD_SIGNATURE',
      what: `answered with a signature of ${signature.length} bytes, where a P-256 signature has ${2 * HALF}`,
      cure: 'Check that the address and its endpoint lead to the vault itself, then run the job again.',
    });
  }
  const body = Buffer.concat([integer(signature.subarray(0, HALF)), integer(signature.subarray(HALF))]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

/** DER writes an integer as short as it can be, with a zero before a first bit that would mean a negative one. */
function integer(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const short = bytes.subarray(start);
  const padded = (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short;
  return Buffer.concat([Buffer.from([0x02, padded.length]), padded]);
}
