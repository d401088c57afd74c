/** The names of a document that a credential always has; where all are listed, the target holds a whole one. */
export const TOKEN = 'DFNS_AUTH_TOKEN';
export const PRIVATE_KEY = 'DFNS_PRIVATE_KEY';
export const EXPIRES_AT = 'DFNS_TOKEN_EXPIRES_AT';
export const ALWAYS = ['DFNS_API_URL', 'DFNS_ORG_ID', 'DFNS_SERVICE_ACCOUNT_ID', 'DFNS_CRED_ID', TOKEN];
/** Kept where they are known. */
export const SOMETIMES = [PRIVATE_KEY, EXPIRES_AT];
/** Of the secret that says that a change is under way; the first digits of its key's fingerprint follow. */
export const MARKER = 'DFNS_PENDING';
