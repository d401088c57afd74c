/** Histories that broke something once, each with what it was. */
export const words: readonly string[] = [
  // A run looked whether another had been faster: the current document before that one wrote it, the pending one after it was gone.
  'vault/two-first 5:to-2 22:to-1 25:to-2',
  // A person removed what a person had put there, which was taken for a loss.
  'gcp/two-replace 9:edited 24:removed',
  'aws/first 6:slow 16:day 47:cancel-after',
  'vault/revoke 16:edited',
  // A revocation that broke off left names at GitHub which the next one took for nothing.
  'github/revoke 16:kill-after',
  // A cloud's library waits a millisecond to try again when the run is over, which keeps no process alive.
  'aws/revoke 2:cut-after 3:cancel-after',
];
