/** Words that YAML, in one version or another, takes for something else than text. */
const reserved = /^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$/i;

/** A text as a value of YAML on one line: bare where no reader of YAML could take it for anything else, otherwise between quotes. */
export function yamlText(text: string): string {
  return /^[A-Za-z][\w-]*$/.test(text) && !reserved.test(text) ? text : quoted(text);
}

/**
 * Between quotes, all of it to be seen, and as it is read again: what is invisible, `#`, `[` and what is no ASCII sign is written as its
 * code, so that nothing on the way to the reader changes it.
 */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[#[\u007f]|(?![ -~])[^\p{L}\p{N}]/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
