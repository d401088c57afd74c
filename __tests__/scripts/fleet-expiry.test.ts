import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { resultsOf } from '../../src/runner/output/fleet-results.js';
import { Masks } from '../../src/runner/output/mask.js';
import { account, failed, fleet, hostileName, many } from '../runner/fleet.js';

// Windows runs the step in another shell.
const onBash = process.platform === 'win32' ? describe.skip : describe;
const folder = mkdtempSync(join(tmpdir(), 'expiry-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Notes how it was called, and knows of one issue where there is to be one. */
const gh =
  '#!/usr/bin/env bash\nprintf "%s|" "$@" >>calls\nprintf "\\n" >>calls\n[[ "$1 $2" != "issue list" ]] || printf "%s" "$ISSUE"\n';

onBash('the issue of the example fleet-expiry.yml', () => {
  const soon = account('acme-soon', { facts: { daysLeft: 3, expiresAt: new Date('2026-11-28T00:00:00Z') } });

  test('is opened for what ends soon and for what does not work, the soonest first', () => {
    const { calls, body } = keep([account('acme-far'), failed('acme-bad', 'TOKEN_LOST'), soon]);
    expect(calls).toEqual([
      expect.stringContaining('issue|list|'),
      expect.stringContaining('label|create|'),
      expect.stringContaining('issue|create|'),
    ]);
    expect(lines(body)).toEqual(['2026-11-28  acme-soon', '2028-11-23  acme-bad  TOKEN_LOST']);
  });

  test('is edited where it is there, and closed when nothing ends soon', () => {
    expect(keep([soon], '7').calls.at(-1)).toBe('issue|edit|7|--body-file|body.md|');
    expect(keep([account('acme-far')], '7').calls.at(-1)).toContain('issue|close|7|');
    expect(keep([account('acme-far')]).calls).toHaveLength(1);
  });

  test('holds names as text alone, and of many as many as GitHub takes', () => {
    const { body } = keep([
      { ...soon, name: '````\n# forged' },
      ...many(9_000, (name) => ({ ...soon, name: `${name}${hostileName}` })),
    ]);
    expect(body.match(/^````/gm)).toHaveLength(2);
    expect(lines(body).every((line) => /^2026-11-28 {2}/.test(line))).toBe(true);
    expect(body.length).toBeLessThan(65_536);
  });
});

function keep(accounts: Parameters<typeof fleet>[0], issue = '') {
  const results = resultsOf(fleet(accounts, { mode: 'validate', warnBeforeDays: 45 }), new Masks(() => undefined));
  const { steps } = parse(readFileSync(join(__dirname, '../../examples/fleet-expiry.yml'), 'utf8')).jobs.expiry;
  const { run, env } = steps.at(-1);
  writeFileSync(join(folder, 'gh'), gh, { mode: 0o755 });
  writeFileSync(join(folder, 'calls'), '');
  const PATH = `${folder}${delimiter}${process.env.PATH}`;
  const given = {
    PATH,
    ISSUE: issue,
    RESULTS: results,
    WARN_BEFORE_DAYS: String(env.WARN_BEFORE_DAYS),
    RUN: 'https://github.com/run',
  };
  execFileSync('bash', ['--norc', '-e', '-o', 'pipefail', '-c', run], { cwd: folder, env: given, stdio: 'ignore' });
  const body = existsSync(join(folder, 'body.md')) ? readFileSync(join(folder, 'body.md'), 'utf8') : '';
  return { calls: readFileSync(join(folder, 'calls'), 'utf8').split('\n').filter(Boolean), body };
}

function lines(body: string): string[] {
  return (/````text\n([\s\S]*?)\n````/.exec(body)?.[1] ?? '').split('\n').map((line) => line.trim());
}
