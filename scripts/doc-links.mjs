// Every file that a document names is there: links with their headings, and paths of this repository in `code`.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root });
const documents = list
  .toString()
  .split('\n')
  .filter((file) => file && !file.startsWith('dist/'));
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
for (const fault of faults) console.error(fault);
if (links === 0) throw new Error('no document names a file');
process.exitCode = faults.length === 0 ? 0 : 1;

/** As GitHub makes anchors of headings. */
function headingsOf(path) {
  return [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
