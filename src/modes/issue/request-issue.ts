import type { Connection } from '../../dfns/connection.js';
import { ActionError } from '../../error.js';
import {
  type Adopted,
  adoptedComment,
  duplicateComment,
  type OwnComment,
  secretsIn,
  supersededComment,
  tokenComment,
} from '../../github/comment-text.js';
import { type Issue, type Issues, openIssues, repositoryOf } from '../../github/issues.js';
import { isSameAccount, type RequestedAccount, readMarker } from '../../github/marker.js';
import { type AccountRequest, requestBody, requestTitle } from '../../github/request-text.js';
import type { Options } from '../../runner/inputs/options.js';
import type { World } from '../../world.js';
import type { Context, Result } from '../context.js';
import type { CredentialStores } from '../credential-stores/stores.js';
import type { Organisation } from '../observe/organisation.js';

/** An open issue that asks for the account. */
export interface OpenRequest extends Issue {
  /** Of the key that the account shall be made with, SHA-256 hex. */
  readonly fingerprint: string;
}

/** The issues by which a person is asked for one account. */
export interface RequestIssues {
  readonly account: RequestedAccount;
  /** `OWNER/NAME`. */
  readonly repository: string;
  readonly secretsPage: string;
  /** The open requests for the account, the oldest first. */
  find(): Promise<OpenRequest[]>;
  /** Opens an issue; where other runs did so in the same moment, the oldest stays. */
  open(request: AccountRequest): Promise<OpenRequest>;
  closeSuperseded(requests: readonly OpenRequest[], successor: Issue): Promise<void>;
  closeDuplicates(requests: readonly OpenRequest[], first: Issue): Promise<void>;
  closeAdopted(requests: readonly OpenRequest[], adopted: Adopted): Promise<void>;
  /** Warns, here and in the issue, of tokens that somebody wrote there. @param answering whether to write into the issue */
  warnOfTokens(requests: readonly OpenRequest[], answering: boolean): Promise<void>;
}

/** What a run of `mode: request` works with. */
export interface RequestRun {
  readonly connection: Connection;
  readonly stores: CredentialStores;
  readonly issues: RequestIssues;
  /** Where a provisioner is given; none is needed. */
  readonly organisation?: Organisation;
  /** The open issues for the account, the oldest first. */
  readonly open: readonly OpenRequest[];
  /** What goes on with an account whose credential is known. */
  readonly ensure: (options: Options, context: Context) => Promise<Result>;
}

/** The requests for the account that the options name; Dfns holds an account by its name, and the hidden marker of an issue says which. */
export function openRequestIssues(options: Options, context: Context): RequestIssues {
  const { name, apiUrl, orgId, githubToken = '', timeout } = options;
  const { world, deadline, redact } = context;
  const { environment } = world;
  const { signal } = deadline;
  const github = openIssues({ world, token: githubToken, signal, deadline: Math.min(10_000, timeout / 5) });
  const account: RequestedAccount = { name, apiUrl, ...(orgId && { orgId }) };
  const repository = repositoryOf(environment);
  const find = async () =>
    (await github.find((issue) => issue.isTrusted && asksFor(issue, account))).map((issue) => withFingerprint(issue));
  const close = (requests: readonly OpenRequest[], comment: OwnComment, reason: Parameters<Issues['close']>[1]) =>
    inTurn(requests, async (request) => {
      await commentOnce(github, request, comment, redact);
      await github.close(request, reason);
    });
  const closeDuplicates: RequestIssues['closeDuplicates'] = (requests, first) =>
    close(requests, duplicateComment(first.number), 'duplicate');

  return {
    account,
    repository,
    secretsPage: `${serverOf(environment)}/${repository}/settings/secrets/actions`,
    find,
    async open(request) {
      const findSame = async () => (await find()).filter(({ fingerprint }) => fingerprint === request.key.fingerprint);
      const opened = await openOnce(github, request, redact, async () => (await findSame())[0]);
      const others = (await findSame()).filter(({ number }) => number !== opened.number);
      const [first = opened, ...later] = oldestFirst([opened, ...others]);
      await closeDuplicates(later, first);
      return first;
    },
    closeDuplicates,
    closeSuperseded: (requests, successor) => close(requests, supersededComment(successor.number), 'not_planned'),
    closeAdopted: (requests, adopted) => close(requests, adoptedComment(adopted), 'completed'),
    warnOfTokens: (requests, answering) => inTurn(requests, (request) => warnOf(github, request, context, answering)),
  };
}

function oldestFirst(requests: readonly OpenRequest[]): OpenRequest[] {
  return [...requests].sort((one, other) => one.number - other.number);
}

/** An issue may be there although the response to its opening was lost: it is looked for, and never opened blindly again. */
async function openOnce(
  github: Issues,
  request: AccountRequest,
  redact: Context['redact'],
  look: () => Promise<OpenRequest | undefined>,
): Promise<OpenRequest> {
  try {
    // No name that is handed in may carry a secret onto a page that others read.
    return withFingerprint(await github.open(redact(requestTitle(request)), redact(requestBody(request))));
  } catch (error) {
    if (!(error instanceof ActionError) || error.code !== 'GITHUB_UNREACHABLE') throw error;
    const found = await look();
    if (!found) throw error;
    return found;
  }
}

function asksFor({ body }: Issue, account: RequestedAccount): boolean {
  const marker = readMarker(body);
  return marker !== undefined && isSameAccount(marker.account, account);
}

function withFingerprint(issue: Issue): OpenRequest {
  return { ...issue, fingerprint: readMarker(issue.body)?.fingerprint ?? '' };
}

/** Comments, unless an earlier run that was interrupted did so. */
async function commentOnce(
  github: Issues,
  request: OpenRequest,
  { marker, body }: OwnComment,
  redact: Context['redact'],
): Promise<void> {
  const comments = await github.comments(request);
  if (comments.some((comment) => comment.isTrusted && comment.body.includes(marker))) return;
  await github.comment(request, redact(body));
}

async function warnOf(
  github: Issues,
  request: OpenRequest,
  { warn, protect, redact }: Context,
  answering: boolean,
): Promise<void> {
  const places = [
    { place: 'issue' as const, text: request.body },
    ...(await github.comments(request)).map(({ id, body }) => ({ place: id, text: body })),
  ];
  for (const { place, text } of places) {
    const secrets = secretsIn(text);
    if (secrets.length === 0) continue;
    for (const secret of secrets) protect(secret);
    warn(
      `${place === 'issue' ? 'the text' : 'a comment'} of ${request.url} holds what looks like a token or a private key: archive the ` +
        'account that it belongs to in the Dfns dashboard, which ends the token, delete the text, and have the account created anew',
    );
    if (answering) await commentOnce(github, request, tokenComment(place), redact);
  }
}

function serverOf({ GITHUB_SERVER_URL: server = '' }: World['environment']): string {
  return /^https?:\/\/[\w.:-]+$/.test(server) ? server : 'https://github.com';
}

/** GitHub asks not to be written to by many requests at once. */
async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (const item of items) await work(item);
}
