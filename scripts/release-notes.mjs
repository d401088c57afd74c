// Prints what CHANGELOG.md says of a version, for the release workflow: node scripts/release-notes.mjs 0.1.0
import { readFileSync } from 'node:fs';

const file = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const [version = ''] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${version || 'nothing'} is no version; write it as 0.1.0`);
const named = JSON.parse(file('package.json')).version;
if (named !== version) throw new Error(`package.json names ${named}, not ${version}`);
const sections = file('CHANGELOG.md').split(/^## /m).slice(1);
const section = sections.find((text) => text.startsWith(`[${version}]`));
if (section === undefined) throw new Error(`CHANGELOG.md has no section [${version}]`);
const notes = section.split('\n').slice(1).join('\n').split(/^\[/m)[0].trim();
if (notes === '') throw new Error(`CHANGELOG.md says nothing of ${version}`);
console.log(notes);
