/**
 * Why a provider is not asked at all: the login or a setting of the environment is missing or wrong. It holds no value of the environment;
 * whoever asks for a store or a key makes it an error of theirs.
 */
export class LoginProblem extends Error {
  override readonly name = 'LoginProblem';

  /**
   * @param kind whether there is no login, or a setting that cannot be used
   * @param what completes a sentence that begins with the store or the key
   * @param cure what to do
   */
  constructor(
    readonly kind: 'login' | 'setting',
    readonly what: string,
    readonly cure: string,
  ) {
    super(what);
  }
}
