import { openStore } from '../../src/stores/index.js';
import type { Store, StoreSettings } from '../../src/stores/store.js';
import { parseStoreTargets } from '../../src/stores/target.js';
import { type FakeGithub, fakeGithub, REPOSITORY } from '../servers/github.js';
import { hastyWorld } from '../support/hasty-world.js';

/** A GitHub for each test, which saw nothing that its description does not allow, and the stores in it. */
export function githubOfEach() {
  let github: FakeGithub;

  beforeEach(async () => {
    github = await fakeGithub();
  });
  afterEach(async () => {
    await github.stop();
    expect(github.violations).toEqual([]);
  });

  return {
    get github() {
      return github;
    },
    store(target: string, githubToken = github.appToken, settings: Partial<StoreSettings> = {}): Promise<Store> {
      const text = `${target}${target.includes('?') ? '&' : '?'}endpoint=${github.url}`;
      const [first] = parseStoreTargets(text, { githubToken: true }).targets;
      if (first === undefined) throw new Error(`${text} is no target`);
      const environment = { GITHUB_REPOSITORY: REPOSITORY };
      return openStore(first, { world: hastyWorld(environment), environment, githubToken, ...settings });
    },
  };
}
