import type { GithubTarget } from '../account/store-target.js';
import type { AskGithub } from '../github/client.js';
import { failed } from './fault.js';
import { type GithubPlace, storeFault } from './github-place.js';

const PER_PAGE = 100;

/** What GitHub answers; text from outside. */
export type Json = Readonly<Record<string, unknown>>;

export interface AskSecrets {
  /** @throws ActionError `STORE_…` */
  ask(route: string, parameters?: object): Promise<Json | undefined>;
  /** Every page of a list. */
  all(path: string, what: 'secrets' | 'repositories', parameters?: object): Promise<readonly Json[]>;
}

/** Asks about the scope's secrets, and puts what fails into words. */
export function askStore(target: GithubTarget, scope: GithubPlace, token: string, client: AskGithub): AskSecrets {
  const ask: AskSecrets['ask'] = async (route, parameters) => {
    // What a route does not name would go into the query.
    const own = Object.entries(scope.parameters).filter(([name]) => route.includes(`{${name}}`));
    try {
      return (await client(route, { ...Object.fromEntries(own), ...parameters })) as Json | undefined;
    } catch (error) {
      const doing = route.startsWith('GET') ? 'reading the names of its secrets' : 'writing its secrets';
      throw storeFault(target, doing, error, token);
    }
  };
  return {
    ask,
    async all(path, what, parameters = {}) {
      const found: Json[] = [];
      for (let page = 1; ; page++) {
        const listed = (await ask(`GET ${path}`, { ...parameters, per_page: PER_PAGE, page }))?.[what];
        // What is no list is no answer of GitHub: read as an empty one, it would say that nothing is kept.
        if (!Array.isArray(listed)) throw failed(target.target, 'reading the names of its secrets', 502);
        found.push(...listed);
        if (listed.length < PER_PAGE) return found;
      }
    },
  };
}
