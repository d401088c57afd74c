// @ts-check
/**
 * @typedef {object} Command A workflow command, as the runner would obey it.
 * @property {string} name
 * @property {Record<string, string>} properties
 * @property {string} value
 * @property {string} line what was printed
 * @property {boolean} old written as `##[name]`, which is obeyed anywhere in a line and which no action of today writes on purpose
 */

const known = new Set([
  ...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'internal-set-repo-path'],
  ...['notice', 'remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning'],
]);

/**
 * Splits what a step printed into commands and plain lines, in their order, as the runner reads it (its ActionCommand and
 * ActionCommandManager): commands are obeyed, anything else is the log.
 * @param {string} text
 * @returns {(string | Command)[]}
 */
export function readCommands(text) {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  /** @type {string | undefined} */
  let resumeToken;
  return lines.map((line) => {
    if (resumeToken !== undefined) {
      if (line.trim() === `::${resumeToken}::`) resumeToken = undefined;
      return line;
    }
    const command = readCommand(line) ?? readOldCommand(line);
    if (command?.name === 'stop-commands') resumeToken = command.value;
    return command ?? line;
  });
}

/** `::name key=value,key=value::value`, with nothing but spaces before it. @param {string} line @returns {Command | undefined} */
function readCommand(line) {
  const match = /^\s*::([^ :]+)(?: ((?:(?!::).)*))?::(.*)$/.exec(line);
  if (!match) return undefined;
  const [, name = '', properties = '', value = ''] = match;
  if (!known.has(name.toLowerCase())) return undefined;
  return {
    name: name.toLowerCase(),
    properties: readProperties(properties, ',', { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' }),
    value: unescaped(value, { '%0D': '\r', '%0A': '\n', '%25': '%' }),
    line,
    old: false,
  };
}

/** `##[name key=value;key=value]value`, anywhere in a line. @param {string} line @returns {Command | undefined} */
function readOldCommand(line) {
  const match = /##\[([^ \]]+)(?: ([^\]]*))?\](.*)$/.exec(line);
  if (!match) return undefined;
  const [, name = '', properties = '', value = ''] = match;
  if (!known.has(name.toLowerCase())) return undefined;
  const escapes = { '%0D': '\r', '%0A': '\n', '%5D': ']', '%3B': ';', '%25': '%' };
  return {
    name: name.toLowerCase(),
    properties: readProperties(properties, ';', escapes),
    value: unescaped(value, escapes),
    line,
    old: true,
  };
}

/** @param {string} text @param {string} separator @param {Record<string, string>} escapes */
function readProperties(text, separator, escapes) {
  const pairs = text.split(separator).map((pair) => pair.trim());
  return Object.fromEntries(
    pairs
      .filter((pair) => pair.includes('='))
      .map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1), escapes)]),
  );
}

/** @param {string} text @param {Record<string, string>} escapes `%25` last, since it makes new percent signs */
function unescaped(text, escapes) {
  return Object.entries(escapes).reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text);
}
