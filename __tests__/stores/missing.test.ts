import type { Loopback } from '../servers/loopback.js';
import { serving } from '../servers/loopback.js';
import { pythonServers } from '../servers/python.js';
import { credential, errorOf, freshName, opened, READABLE, type Running } from './providers.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

interface Page {
  readonly name: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/json' };
/** What stands in between answers so, and none of it says that a secret is missing. */
const PAGES: readonly Page[] = [
  { name: 'an ingress that knows no such path', status: 404, headers: html, body: '<html>404 Not Found</html>' },
  { name: 'an ingress that answers in JSON', status: 404, headers: json, body: '{"message":"no Route matched"}' },
  { name: 'a gateway with an error list', status: 404, headers: json, body: '{"errors":[{"detail":"no such route"}]}' },
  { name: 'an empty 404', status: 404, headers: {}, body: '' },
  { name: 'a gateway that refuses in JSON', status: 400, headers: json, body: '{"error":"bad request"}' },
  { name: 'a page with 200', status: 200, headers: html, body: '<!doctype html><title>Welcome</title>' },
  { name: 'other JSON with 200', status: 200, headers: json, body: '{"status":"ok"}' },
  { name: 'an empty 200', status: 200, headers: {}, body: '' },
  { name: 'a captive portal', status: 302, headers: { location: 'https://portal.example/login?token=x' }, body: '' },
  { name: 'a network that asks for a login', status: 511, headers: html, body: '<html>Log in</html>' },
];

whereServers.each(READABLE)('in the place of $name', ({ start }) => {
  let running: Running;
  let between: Loopback;
  let page: Page | undefined;

  beforeAll(async () => {
    if (servers !== undefined) running = await start(servers);
    between = await serving([], async (_, outgoing) => {
      outgoing.writeHead(page?.status ?? 500, page?.headers).end(page?.body);
    });
  }, 60_000);
  afterAll(async () => {
    await between.stop();
    await running.stop();
  });

  it.each(PAGES)('$name is no answer: nothing is taken for missing', async (each) => {
    page = each;
    const store = await opened(running, freshName(), { endpoint: between.url });
    const works = [
      () => store.read(),
      () => store.readCurrent(),
      () => store.putCurrent(credential('a'), undefined),
      () => store.clear(),
    ];
    for (const work of works) {
      const error = await errorOf(work());
      const codes = each.status === 400 ? /^STORE_(UNREACHABLE|FAILED)$/ : /^STORE_UNREACHABLE$/;
      expect(error).toMatchObject({ code: expect.stringMatching(codes) });
      expect(error.message).not.toContain('token=x');
    }
  });
});
