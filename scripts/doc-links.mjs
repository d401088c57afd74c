// Every file that a document names is there: links with their headings, and paths of this repository in `code`. Every section of
// docs/dfns-api.md that the source cites is there too.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const documents = filesLike('*.md').filter((file) => !file.startsWith('dist/'));
let links = 0;
const faults = [];

for (const file of documents) {
  const text = readFileSync(join(root, file), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?:|mailto:)/.test(target)) continue;
    links += 1;
    const [path, heading] = target.split('#');
    const found = path === '' ? join(root, file) : join(root, dirname(file), path);
    if (!existsSync(found)) faults.push(`${file}: ${target} is not there`);
    else if (heading && !headingsOf(found).includes(heading)) faults.push(`${file}: ${target} has no such heading`);
  }
  for (const [, path] of text.matchAll(
    /`((?:src|docs|scripts|__tests__|examples|shims|simulator|\.ci|\.github)\/[\w./-]+)`/g,
  )) {
    links += 1;
    if (!existsSync(join(root, path))) faults.push(`${file}: ${path} is not there`);
  }
}
const sections = [...readFileSync(join(root, 'docs/dfns-api.md'), 'utf8').matchAll(/^##+ ([\d.]+?)\.? /gm)].map(
  ([, n]) => n,
);
for (const file of filesLike('src/*.ts', 'simulator/*.ts', '__tests__/*.ts')) {
  for (const [, cited] of readFileSync(join(root, file), 'utf8').matchAll(
    /docs\/dfns-api\.md((?:,? (?:and )?\d(?:\.\d)?)+)/g,
  )) {
    for (const [number] of cited.matchAll(/\d(?:\.\d)?/g))
      if (!sections.includes(number)) faults.push(`${file}: docs/dfns-api.md has no section ${number}`);
  }
}
for (const fault of faults) console.error(fault);
if (links === 0) throw new Error('no document names a file');
process.exitCode = faults.length === 0 ? 0 : 1;

function filesLike(...patterns) {
  const options = ['--cached', '--others', '--exclude-standard'];
  const list = execFileSync('git', ['ls-files', ...options, ...patterns], { cwd: root });
  return list
    .toString()
    .split('\n')
    .filter((file) => file && existsSync(join(root, file)));
}

/** As GitHub makes anchors of headings. */
function headingsOf(path) {
  return [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
