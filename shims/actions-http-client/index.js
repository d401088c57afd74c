// @actions/core fetches an id token with this; the clients of the clouds fetch their own.
export class HttpClient {
  constructor() {
    throw new Error('@actions/http-client is a shim here: requests go through src/network/http.ts');
  }
}
