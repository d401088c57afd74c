import { ActionError } from '../../src/error.js';

/** What a reader is told of a value: "the value …". */
export function refusalOf(read: (text: string) => unknown, text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ActionError) return `${error.message}; ${error.cure}`;
    throw error;
  }
  throw new Error('this key was accepted');
}
