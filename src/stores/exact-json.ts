/** Newer than what TypeScript's library knows of; absent before Node 21, where numbers are read as JavaScript does. */
const { rawJSON } = JSON as { readonly rawJSON?: (text: string) => unknown };

/**
 * Reads JSON so that it can be written again as it was: a number that JavaScript cannot hold, an id of twenty digits say, is kept as
 * its text, which `JSON.stringify` gives back. What others keep in our document passes through here.
 */
export function parseExact(text: string): unknown {
  return JSON.parse(text, keepNumber);
}

function keepNumber(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const { source } = context ?? {};
  if (typeof value !== 'number' || source === undefined || String(value) === source) return value;
  return rawJSON?.(source) ?? value;
}

/** Whether it is a number that {@link parseExact} kept as its text. */
export function isExactNumber(value: object): boolean {
  return (JSON as { readonly isRawJSON?: (value: unknown) => boolean }).isRawJSON?.(value) === true;
}
