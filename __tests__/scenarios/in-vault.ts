import type { Simulator } from '../../simulator/index.js';
import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { cupboardOf, runWith, type Shelf, works } from './kept.js';
import { accountNames, errorOf, simulate } from './scene.js';

const servers = pythonServers();
const [vault] = READABLE;

/** A simulator, and a place of its own in Vault, for each test of a block. */
export function inVault() {
  const cupboard = cupboardOf(vault, servers);
  let simulator: Simulator;
  let shelf: Shelf;

  beforeEach(async () => {
    [simulator, shelf] = await Promise.all([simulate(), cupboard.shelf()]);
  });
  afterEach(() => shelf.close());

  /** All is well: a plain run succeeds, the one after it changes nothing, and what is stored works. */
  async function settles(inputs = {}) {
    const next = await runWith(simulator, shelf, inputs);
    expect([errorOf(next), next.exitCode]).toEqual(['', 0]);
    const after = await runWith(simulator, shelf);
    expect(after.outputs).toMatchObject({ status: 'unchanged', token: next.outputs.token });
    const { current, pending } = await shelf.store.read();
    expect(pending).toBeUndefined();
    expect(current?.document.DFNS_AUTH_TOKEN).toBe(next.outputs.token);
    expect(await works(simulator, current?.document)).toBe(true);
    expect(accountNames(simulator)).toEqual(['backend']);
  }

  return {
    get simulator() {
      return simulator;
    },
    get shelf() {
      return shelf;
    },
    settles,
  };
}
