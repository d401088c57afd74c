import { ActionError } from '../error.js';
import { DfnsFault } from './fault.js';
import type { Registration, RegistrationState } from './registration.js';

interface Refusal {
  readonly why: string;
  readonly cure: string;
}

/**
 * The error of a one-time code that Dfns refuses. Decided by the status, since the texts are not promised: `Invalid code` came with 403,
 * `Registration code expired` with 400 (docs/dfns-api.md, 4).
 * @returns `undefined` where it was not the code that was refused
 */
export function codeRefused(
  error: unknown,
  state: RegistrationState,
  registration: Registration,
): ActionError | undefined {
  if (!(error instanceof ActionError) || !(error.cause instanceof DfnsFault)) return undefined;
  const { kind, isTransient, path, status = 0, message } = error.cause;
  if (kind !== 'status' || isTransient || !/^\/auth\/(credentials\/code|registration)/.test(path)) return undefined;
  const isSent = state === 'sent';
  const { isFirst, credential } = registration;
  const what = `Dfns did not take the ${isFirst ? 'registration' : 'credential'} code for ${credential.username}`;
  const { why, cure } = isFirst ? ofRegistration(status, registration) : ofCredential;
  return new ActionError(
    isSent ? 'REGISTRATION_REFUSED' : 'CODE_REFUSED',
    `${what}${isSent ? ' with the new key' : ''} (${status}: ${message}): ${why}`,
    cure,
    error.cause,
  );
}

const ofCredential: Refusal = {
  why: 'it serves once and lives about a minute, so that it may have ended before this run came to use it',
  cure: 'make another code and run again at once; where runners are slow to start, run the same command from your own terminal: docs/bootstrap.md',
};

/** As far as Dfns tells such cases apart. */
function ofRegistration(status: number, { credential: { username, orgId } }: Registration): Refusal {
  const again = 'have the invitation sent again, and run with the code of the newest e-mail';
  switch (status) {
    case 401:
    case 404:
      return {
        why: `it knows no user ${username} of the organisation ${orgId} who waits for this code`,
        cure: `compare provisioner-username, org-id and api-url with the e-mail; a user who has registered takes no such code any more: ${again}, or invite a new user`,
      };
    case 403:
      return {
        why: 'it is not the one that this user was sent last, or it was used',
        cure: 'copy it from the newest e-mail to this very user; where it was used and no store holds the key, invite a new user',
      };
    default:
      return {
        why: 'such a code serves once and lives some hours, and a user who has registered takes none',
        cure: `${again}; where the user has registered already, invite a new one`,
      };
  }
}
