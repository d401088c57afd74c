/** The request got no whole response. Its message holds the host and the reason, never a header or a body. */
export class NoResponse extends Error {
  override readonly name = 'NoResponse';
  /**
   * @param code Node's code (`ENOTFOUND`, `ECONNREFUSED`, …), or `DEADLINE`, `TOO_LARGE`, `NO_JSON`, `ABORTED`, `PROXY`
   * @param host whom the request was for
   * @param why in words, where the code alone misleads: the proxy was at fault, not the host
   */
  constructor(
    readonly code: string,
    readonly host: string,
    readonly why?: string,
  ) {
    super(`${host}: ${why ?? code}`);
  }
}

/** A proxy that cannot be used, or does not let the request through. Its message names the variable, or the host, and no more. */
export class ProxyFault extends Error {
  override readonly name = 'ProxyFault';
  /** Node's code where the connection to the proxy failed: that may pass. `PROXY` does not. */
  constructor(
    message: string,
    readonly code = 'PROXY',
  ) {
    super(message);
  }
}
