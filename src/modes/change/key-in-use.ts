import { ActionError } from '../../error.js';

/** @param what happened, as a sentence */
export function keyInUse(what: string): ActionError {
  return new ActionError('KEY_IN_USE', what, 'make a new key pair where the key is held, and give its public key');
}

/** The key of `public-key` belongs to an account that the list does not show: one that is archived, by this run or before it. */
export function keyUsedUp(saidByDfns: string): ActionError {
  return keyInUse(
    `the key that public-key gives cannot be used again, since an account that is archived, or another credential, has it: ${saidByDfns}`,
  );
}
