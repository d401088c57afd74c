// npm run schema: writes fleet.schema.json, by which editors complete and check a manifest, from the table of the inputs and action.yml.
// With --check it only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, root, setUp } from './setup.mjs';

setUp();
compile('tsconfig.schema.json');
writeFileSync(join(root, 'build/schema/package.json'), '{ "type": "module" }\n');
const [{ fleetSchema }, { readActionYml }, { inputTable }, { memberNames, lists }, roles, stores, keys] =
  await Promise.all([
    import('./fleet-schema/schema.js'),
    import('./runner/action-yml.js'),
    import('../build/schema/runner/inputs/input-table.js'),
    import('../build/schema/runner/inputs/fleet/member-names.js'),
    import('../build/schema/core/roles.js'),
    import('../build/schema/stores/target-providers.js'),
    import('../build/schema/kms/providers.js'),
  ]);

const schema = fleetSchema({
  inputTable,
  memberNames,
  lists,
  descriptions: readActionYml().inputs,
  presets: Object.keys(roles.presets),
  stores: Object.keys(stores.PROVIDERS),
  keys: Object.keys(keys.PROVIDERS),
});
const file = join(root, 'fleet.schema.json');
const text = `${JSON.stringify(schema, null, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('fleet.schema.json does not say what the table of the inputs and action.yml say: npm run schema');
  process.exitCode = 1;
}
