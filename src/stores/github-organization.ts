import type { GithubTarget } from '../core/store-target.js';
import { repositoryIn } from '../github/client.js';
import { storeError } from './fault.js';
import type { AskSecrets, Json } from './github-ask.js';
import type { StoreSettings } from './store.js';

/** A secret as GitHub lists it: everything but its value. */
export interface Listed {
  readonly name: string;
  readonly updatedAt: Date;
  /** Of an organization's secret: `all`, `private` or `selected` repositories may use it. */
  readonly visibility?: string;
}

export function readListed({ name, updated_at: updatedAt, visibility }: Readonly<Record<string, unknown>>): Listed {
  return {
    name: String(name).toUpperCase(),
    updatedAt: new Date(String(updatedAt)),
    ...(typeof visibility === 'string' && { visibility }),
  };
}

/** What an organization's secrets have beside those of a repository: who may use them, and what hides them. */
export class OrganizationSecrets {
  /** The repositories that a secret is shown to, by its name. */
  private readonly selected = new Map<string, Promise<readonly Json[]>>();
  private seen: Promise<void> | undefined;

  constructor(
    private readonly place: GithubTarget,
    private readonly settings: StoreSettings,
    private readonly secrets: AskSecrets,
  ) {}

  /**
   * Who may use a secret: what the target says, else what the secret has, else the private repositories.
   * A selection of repositories is sent again, since a write without it would empty it.
   */
  async visibilityOf(name: string, existing: readonly Listed[]): Promise<object> {
    const has = existing.find((each) => each.name === name)?.visibility;
    const visibility = this.place.visibility ?? has ?? 'private';
    if (visibility !== 'selected') return { visibility };
    const repositories = await this.repositoriesOf(name);
    return { visibility, selected_repository_ids: repositories.map(({ id }) => id) };
  }

  /**
   * Refuses, once and before the first write, to write where this repository's next job would see something else: it hands in what
   * it sees, so that a credential which it cannot see would be replaced by every run.
   * @throws ActionError `SECRET_HIDDEN`
   */
  refuseUnseen(existing: readonly Listed[], own: readonly string[]): Promise<void> {
    this.seen ??= this.isSeenByLaterJobs() ? this.look(existing, own) : Promise.resolve();
    return this.seen;
  }

  /** Not where a store that can be read gives the credential, nor where the repository's own secrets are a target too. */
  private isSeenByLaterJobs(): boolean {
    const { beside = [] } = this.settings;
    return !beside.some(
      (other) =>
        other.readable ||
        (other.provider === 'github' && other.scope === 'repository' && other.prefix === this.place.prefix),
    );
  }

  private async look(existing: readonly Listed[], own: readonly string[]): Promise<void> {
    const chosen = existing.filter(({ name, visibility }) => own.includes(name) && visibility === 'selected');
    if (this.place.visibility === undefined)
      for (const { name } of chosen) this.refuseExcluded(name, await this.repositoriesOf(name));
    // A token of the organization alone may not list those of the repository.
    const path = '/repos/{owner}/{repo}/actions/secrets';
    const listed = await this.secrets.all(path, 'secrets', repositoryIn(this.settings.environment)).catch(() => []);
    const hiding = listed.map(({ name }) => String(name).toUpperCase()).filter((name) => own.includes(name));
    if (hiding.length === 0) return;
    throw this.hidden(
      `the repository has secrets of its own named ${hiding.join(', ')}, which its jobs see in the place of the organization's`,
      'Remove those of the repository, write to github://repository instead, or give this target a ?prefix=.',
    );
  }

  private refuseExcluded(name: string, repositories: readonly Json[]): void {
    const { environment } = this.settings;
    const { owner, repo } = repositoryIn(environment) ?? {};
    const id = environment.GITHUB_REPOSITORY_ID;
    const isThis = (each: Json) =>
      String(each.id) === id || String(each.full_name).toLowerCase() === `${owner}/${repo}`.toLowerCase();
    // Without a number or a name to compare nothing is known.
    const canTell = id !== undefined || repositories.some((each) => typeof each.full_name === 'string');
    if (!canTell || repositories.some(isThis)) return;
    throw this.hidden(
      `${name} is shown to selected repositories of the organization, and this one is not among them`,
      'Add the repository in the settings of the secret, or write ?visibility=private.',
    );
  }

  private repositoriesOf(name: string): Promise<readonly Json[]> {
    const path = '/orgs/{org}/actions/secrets/{secret_name}/repositories';
    const found = this.selected.get(name) ?? this.secrets.all(path, 'repositories', { secret_name: name });
    this.selected.set(name, found);
    return found;
  }

  private hidden(why: string, cure: string) {
    return storeError(this.place.target, { code: 'SECRET_HIDDEN', what: `is hidden: ${why}`, cure });
  }
}
