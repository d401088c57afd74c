// @ts-check
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The Node that the runner would start the action with (`using: node24`): this one, or the one that npm installed as a package. */
export function node24() {
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  const { platform, arch } = process;
  const folder = new URL(`../../node_modules/node-${platform.replace('win32', 'win')}-${arch}/bin/`, import.meta.url);
  const packaged = fileURLToPath(new URL(platform === 'win32' ? 'node.exe' : 'node', folder));
  if (existsSync(packaged)) return packaged;
  throw new Error(
    `The action needs Node 24; this is ${process.version}, and npm has no Node 24 for ${platform}-${arch}`,
  );
}
