import type { Masks } from '../../output/mask.js';
import { ManifestFaults } from './manifest-faults.js';
import { Places } from './places.js';

/** The text of the file, and what notes its faults. Without a text it is one that no editor would have written, which is noted. */
export function decodeManifest(
  bytes: Buffer,
  masks: Masks,
): { readonly text?: string; readonly faults: ManifestFaults } {
  // A byte order mark is no part of the first line.
  const text = new TextDecoder('utf-8').decode(bytes);
  const faults = new ManifestFaults(new Places(text), masks);
  const wrong = whyUnreadable(bytes, text);
  if (wrong === undefined) return { text, faults };
  faults.refuse(wrong.at, 'manifest', wrong.got, 'a text in UTF-8', wrong.cure);
  return { faults };
}

function whyUnreadable(bytes: Buffer, text: string): { at: number; got: string; cure: string } | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') return { at: 0, got: 'a text in UTF-16', cure: 'save it as UTF-8' };
  const nul = text.indexOf('\0');
  if (nul >= 0) return { at: nul, got: 'a null byte', cure: 'save it as a text in UTF-8' };
  if (bytes.length > 0 && isUtf8(bytes)) return undefined;
  return bytes.length === 0
    ? undefined
    : { at: Math.max(0, text.indexOf('\uFFFD')), got: 'bytes that are no UTF-8', cure: 'save it as UTF-8' };
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
