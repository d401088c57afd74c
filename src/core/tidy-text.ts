/** Nearly all text is this plain, and the classes of Unicode take a while to be read. */
const plain = /^[\t\n\r -~]*$/;
/** A byte order mark, zero-width characters, soft hyphens, marks of direction, and the null bytes of UTF-16 that was read as something else. */
const invisible = /[\0\p{Cf}]/gu;

/** Takes away what nobody sees and editors, spreadsheets and consoles leave in a value. */
export function withoutInvisible(text: string): string {
  return plain.test(text) ? text : text.replace(invisible, '');
}

/** Trims each line and the whole, invisible characters too. The inside of a line stays as it is. */
export function trimAll(text: string): string {
  if (plain.test(text)) return text.trim();
  return text.split('\n').map(trimLine).join('\n').trim();
}

/** A loop, since a regular expression takes quadratic time where much white space stands in the middle. */
function trimLine(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && blank.test(line[start] ?? '')) start += 1;
  while (end > start && blank.test(line[end - 1] ?? '')) end -= 1;
  return line.slice(start, end);
}

const blank = /[\s\0\p{Cf}]/u;
const quotes: readonly string[] = ['""', "''", '``', '“”', '‘’', '„“', '«»'];

/** A value that was copied with the quotation marks around it. */
export function unquoted(text: string): string {
  let rest = text.trim();
  while (rest.length > 2 && quotes.includes(`${rest[0]}${rest.at(-1)}`)) rest = rest.slice(1, -1).trim();
  return rest;
}

/** A value on one line, without what consoles, editors and people leave around it; a line end may be written out, as `\n`. */
export function tidyValue(text: string): string {
  return withoutLineEnds(unquoted(withoutLineEnds(trimAll(text))));
}

function withoutLineEnds(text: string): string {
  return text.includes('\\') ? text.replace(/^(?:\\{1,8}[rn]\s{0,8}){1,8}|(?:\s{0,8}\\{1,8}[rn]){1,8}$/g, '') : text;
}

/** A token as it was copied: out of a header, in quotation marks, or wrapped; only a JWT shows by its parts that its lines are one. */
export function tidyToken(text: string): string {
  const given = unquoted(withoutInvisible(text).replace(/\\{1,8}[rn]/g, '\n'));
  const bare = unquoted(given.replace(/^(?:authorization\s{0,3}:\s{0,3})?bearer\s{1,20}/i, ''));
  const joined = bare.replace(/[ \t]{0,20}(?:\r\n?|\n)[ \t]{0,20}/g, '');
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(joined) ? joined : bare;
}
