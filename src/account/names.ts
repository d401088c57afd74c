import type { PublicKey } from './key-pair.js';

/** The name of the account that is being made to replace `name`: it tells which key it was made with. */
export function nextName(name: string, { fingerprint }: PublicKey): string {
  return `${name}-next-${fingerprint.slice(0, 8)}`;
}

/** Whether an account was being made to replace the one called `name`, by this run or an earlier one. */
export function isNextOf(name: string, candidate: string): boolean {
  return candidate.startsWith(`${name}-next-`) && /^[0-9a-f]{8}$/.test(candidate.slice(`${name}-next-`.length));
}
