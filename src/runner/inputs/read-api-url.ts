import { tidyValue, withoutInvisible } from '../../core/tidy-text.js';
import { Refusal } from './readers.js';

const accepted = 'an https address without credentials, query and fragment, such as https://api.dfns.io';

/** The address of the API, without a slash at its end. Plain http is for loopback alone: the token travels in every request. */
export function readApiUrl(given: string): string {
  const text = tidyValue(withoutInvisible(given));
  // What is quoted must not hold the password or the token that somebody put into the address.
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

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** By hand: where slashes stand in the middle, a regular expression looks at each as often as there are others after it. */
function withoutSlash(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end -= 1;
  return address.slice(0, end);
}
