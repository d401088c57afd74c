import { wrongShape } from './github-error.js';

export type Json = Readonly<Record<string, unknown>>;

/** @throws ActionError `GITHUB_FAILED`, as the others, where it is something else */
export function arrayOf(answer: unknown): Json[] {
  if (Array.isArray(answer)) return answer.map(objectOf);
  throw wrongShape();
}

export function objectOf(value: unknown): Json {
  if (typeof value === 'object' && value !== null) return value as Json;
  throw wrongShape();
}

export function numberOf(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw wrongShape();
}
