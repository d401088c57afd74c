import { tidyValue, withoutInvisible } from '../../core/tidy-text.js';
import { isLoopback, withoutSlash } from '../../network/address.js';
import { Refusal } from './readers.js';

const accepted = 'an https address without credentials, query and fragment, such as https://api.dfns.io';

/** The address of the API, without a slash at its end. Plain http is for loopback only: every request carries the token. */
export function readApiUrl(given: string): string {
  const text = tidyValue(withoutInvisible(given));
  // The error quotes the address, which must not hold a password or a token.
  if (/^[^/?#]*\/\/[^/?#]*@/.test(text)) {
    throw new Refusal(accepted, 'take the credentials out', 'an address with credentials in it');
  }
  if (/[?#]/.test(text)) {
    throw new Refusal(accepted, 'take out everything from the ? or # on', 'an address with a query or a fragment');
  }
  if (!/^https?:\/\/[^/\\\s]+[^\\\s]*$/i.test(text) || !URL.canParse(text)) {
    throw new Refusal(accepted, 'copy the address of your region from the documentation of Dfns');
  }
  const url = new URL(text);
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new Refusal(accepted, 'write https; plain http is accepted for loopback only');
  }
  return withoutSlash(`${url.origin}${url.pathname}`);
}
