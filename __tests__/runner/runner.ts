import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { githubRunner } from '../../src/runner/runner.js';

export interface Command {
  readonly name: string;
  readonly text: string;
}

/** Stands where the GitHub runner stands: reads each line of stdout as the runner does, and the files that an action writes. */
export class Runner {
  private readonly folder = mkdtempSync(join(tmpdir(), 'runner-'));
  private readonly before = { ...process.env };
  private readonly write = process.stdout.write;
  /** The runner as the action sees it. */
  readonly step = githubRunner(process.env);
  /** The one of the test that is under way. */
  static current: Runner | undefined;
  stdout = '';

  constructor() {
    Runner.current = this;
    for (const name of ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY']) {
      process.env[name] = join(this.folder, name);
      writeFileSync(join(this.folder, name), '');
    }
    process.stdout.write = ((text: string) => {
      this.stdout += text;
      return true;
    }) as typeof process.stdout.write;
  }

  close(): void {
    process.stdout.write = this.write;
    process.env = this.before;
    process.exitCode = undefined;
    rmSync(this.folder, { recursive: true });
  }

  /** actions/runner, ActionCommand: a command begins with `::` after white space, or holds `##[` anywhere. */
  get commands(): Command[] {
    return this.stdout.split(/\r\n|\r|\n/).flatMap((line) => {
      const [, name, text] = /^\s*::([\w-]+)[^:]*::(.*)$/.exec(line) ?? /##\[([\w-]+)[^\]]*\](.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [{ name, text: unescapeData(text ?? '') }];
    });
  }

  texts(name: string): string[] {
    return this.commands.filter((command) => command.name === name).map(({ text }) => text);
  }

  /** What the runner masks in the next line that is printed. */
  get masks(): string[] {
    this.step.masks.registerMasks();
    return this.texts('add-mask');
  }

  /** What reads as plain lines in the log. */
  get plainLines(): string[] {
    return this.stdout.split(/\r\n|\r|\n/).filter((line) => line !== '' && !/^\s*::/.test(line));
  }

  /** What the log shows once the runner has masked it. */
  get shownLog(): string {
    const masks = this.masks.sort((one, other) => other.length - one.length);
    const lines = this.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    return masks.reduce((log, mask) => log.replaceAll(mask, '***'), unescapeData(lines.join('\n')));
  }

  get outputs(): Record<string, string> {
    return this.pairs('GITHUB_OUTPUT');
  }

  get environment(): Record<string, string> {
    return this.pairs('GITHUB_ENV');
  }

  get summary(): string {
    return readFileSync(join(this.folder, 'GITHUB_STEP_SUMMARY'), 'utf8');
  }

  clearSummary(): void {
    writeFileSync(join(this.folder, 'GITHUB_STEP_SUMMARY'), '');
  }

  private pairs(file: string): Record<string, string> {
    const text = readFileSync(join(this.folder, file), 'utf8');
    const entries = [...text.matchAll(/^(.+?)<<(ghadelimiter_.+)\n([\s\S]*?)\n\2$/gm)];
    return Object.fromEntries(entries.map(([, name, , value]) => [name, value]));
  }
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
