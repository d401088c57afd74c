import { isObject, isText } from '../core/json.js';
import { listOf, textOr } from './response-parts.js';

/**
 * What is wrong with an answer, or `undefined`: every answer of Dfns is a JSON object, and what the SDK itself goes on to use
 * (challenges, tokens, user actions) is there. Shapes that only we read are read below, by the client.
 */
export function checkAnswer(method: string, path: string, status: number, answer: unknown): string | undefined {
  if (!isObject(answer)) return 'the answer is not a JSON object';
  if (method !== 'POST' || status !== 200) return undefined;
  switch (path) {
    case '/auth/login/init':
    case '/auth/action/init':
      return isText(answer.challenge) && isText(answer.challengeIdentifier) && isObject(answer.allowCredentials)
        ? undefined
        : 'the answer holds no challenge';
    case '/auth/login':
      return isText(answer.token) || isText(answer.ssoClientId) ? undefined : 'the answer holds no token';
    case '/auth/action':
      return isText(answer.userAction) ? undefined : 'the answer holds no user action';
    default:
      return undefined;
  }
}

/** A Key credential that may answer a challenge; its name is in newer answers, if in any. */
export interface OfferedCredential {
  readonly id: string;
  /** Text from outside. */
  readonly name?: string;
}

/** Reads the Key credentials that may answer a challenge. */
export function allowedCredentials(challenge: unknown): OfferedCredential[] {
  const allowed =
    isObject(challenge) && isObject(challenge.allowCredentials) ? challenge.allowCredentials.key : undefined;
  return listOf(allowed).flatMap((each) => {
    const id = textOr('', each.id);
    const name = textOr('', each.name, each.credentialName);
    return id ? { id, ...(name && { name }) } : [];
  });
}
