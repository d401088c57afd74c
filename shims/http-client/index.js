// @actions/core imports this package for getIDToken() alone, and with it tls, http and undici: half of its start-up time.
// Whoever needs the real client imports `@actions/http-client/full` first.
let FullHttpClient;

export class HttpClient {
  constructor(...options) {
    if (!FullHttpClient) throw new Error('the HTTP client is not loaded: import @actions/http-client/full first');
    return new FullHttpClient(...options);
  }
}

export function use(client) {
  FullHttpClient = client;
}
