/** Every error of this action: a code that the documents list, what happened and why, and what to do. */
export class ActionError extends Error {
  override readonly name = 'ActionError';

  /**
   * @param code names the kind of fault, `UPPER_SNAKE_CASE`, listed in docs/troubleshooting.md
   * @param message what happened and why, in one sentence that holds no secret
   * @param cure what the reader should do, in one sentence
   * @param cause kept for the program; never printed, since an API error's context can hold a token
   */
  constructor(
    readonly code: string,
    message: string,
    readonly cure: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
