import fc from 'fast-check';
import { ActionError } from '../../src/error.js';
import { code, prose } from '../../src/runner/output/markup.js';
import { created } from './outcome.js';
import { Runner } from './runner.js';
import { token } from './workflow.js';

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
  jest.resetModules();
});
afterEach(() => runner.close());

/** @actions/core remembers the file of the first summary, so that each test takes a module of its own. */
async function summaryModule() {
  return import('../../src/runner/output/summary.js');
}

test('a maintainer reads what is, what was done, and when the token ends', async () => {
  await (await summaryModule()).writeSummary(created, runner.step);
  expect(runner.summary).toContain('<h3>Dfns service account <code>backend</code>: created</h3>');
  expect(runner.summary).toContain('<tr><td>Token ends</td><td>2028-11-23, in 730 days</td></tr>');
  expect(runner.summary).toContain('<h4>Done</h4>');
  expect(runner.summary).toContain('<li>create the role create-wallets with Wallets:Create</li>');
  expect(runner.summary).not.toContain('To look at');
});

test('a plan says that nothing was written', async () => {
  await (await summaryModule()).writeSummary({ ...created, status: 'planned', changed: false }, runner.step);
  expect(runner.summary).toContain('planned, nothing written');
  expect(runner.summary).toContain('<h4>Would be done</h4>');
});

test('what to look at and what was not seen stand in lists of their own', async () => {
  const warnings = ['The token ends in 5 days.'];
  await (await summaryModule()).writeSummary(
    { ...created, warnings, unseen: ['The role: no provisioner was given.'] },
    runner.step,
  );
  expect(runner.summary).toContain('<h4>To look at</h4>\n\n<ul><li>The token ends in 5 days.</li></ul>');
  expect(runner.summary).toContain('<h4>Not seen in this run</h4>');
});

test('a failure says what to do', async () => {
  await (await summaryModule()).writeFailureSummary(new Error('boom'), runner.step);
  expect(runner.summary).toContain('failed');
  expect(runner.summary).toContain('boom');
  expect(runner.summary).toContain('What to do');
});

test('no secret of the run is in it', async () => {
  runner.step.masks.mask(token);
  const { writeSummary } = await summaryModule();
  await writeSummary(created, runner.step);
  expect(runner.summary).not.toContain(token);
  expect(runner.summary).not.toContain('PRIVATE KEY');
});

test('no summary file is no error', async () => {
  delete process.env.GITHUB_STEP_SUMMARY;
  await (await summaryModule()).writeSummary(created, runner.step);
  process.env.GITHUB_STEP_SUMMARY = '/nowhere/summary';
  await (await summaryModule()).writeSummary(created, runner.step);
  expect(process.exitCode).toBeUndefined();
  expect(runner.texts('error')).toEqual([]);
});

const attacks = [
  '<img src=x onerror=alert(1)>',
  '</code></td></tr></table><h1>forged</h1>',
  '[click](https://evil.example)',
  '![](https://evil.example/pixel.png)',
  '@octocat look at #1 and https://evil.example and www.evil.example',
  '`code` **bold** ~~gone~~ $x$ | cell |',
  'first\n\n# forged heading\n\n- [ ] task',
  '&lt;b&gt; &#64;octocat',
];

test.each(attacks)('a role name forges nothing: %j', async (attack) => {
  const { writeSummary } = await summaryModule();
  const plan = [{ step: 'create-role', role: attack, permissions: [attack] }] as const;
  await writeSummary(
    { ...created, roleName: attack, name: attack, plan, warnings: [attack], unseen: [attack] },
    runner.step,
  );
  expectOwnMarkupOnly(runner.summary);
});

test.each(attacks)('a message of the API forges nothing: %j', async (attack) => {
  await (await summaryModule()).writeFailureSummary(
    new ActionError('DFNS_REFUSED', `Dfns says: ${attack}`, attack),
    runner.step,
  );
  expectOwnMarkupOnly(runner.summary);
});

test('whatever the text, only our own elements come of it', () => {
  const piece = fc.oneof(
    fc.constantFrom(...attacks, '<', '&', '`', '@', '#', '\n\n', 'www.', '://'),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      expectOwnMarkupOnly(
        `<p>${prose(pieces.join(''), runner.step.masks)}</p>\n\n<p>${code(pieces.join(''), runner.step.masks)}</p>\n`,
      );
    }),
    { seed: 4, numRuns: 300 },
  );
});

/** Every line is a block of HTML that Markdown leaves alone, of our own elements, and what GitHub would link stands in `code`. */
function expectOwnMarkupOnly(summary: string): void {
  for (const line of summary.split('\n').filter((part) => part !== '')) {
    expect(line).toMatch(/^<(h3|h4|p|ul|table)>.*<\/(h3|h4|p|ul|table)>$/);
    expect(line.replace(/<\/?(h3|h4|p|ul|li|table|tr|td|code)>|<br>/g, '')).not.toMatch(/[<>"`*_[\]()!|@$~]|(?<!&)#/);
    const outsideCode = decode(line.replace(/<code>.*?<\/code>/g, ''));
    expect(outsideCode).not.toMatch(/[@#]|:\/\/|www\./i);
  }
}

function decode(html: string): string {
  return html.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number)));
}
