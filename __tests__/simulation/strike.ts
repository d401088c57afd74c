import { problem } from '../servers/azure.js';
import type { Kind } from './event.js';
import type { Reply } from './models/server.js';
import type { Process, UnderWay } from './process.js';
import { settled } from './realm.js';

/** Whether the server acts upon the request all the same. */
export function isActedUpon(fault: Kind | undefined): boolean {
  return fault === undefined || fault === 'garbage' || isSpoiling(fault) || fault.endsWith('-after');
}

/** Whether the KMS answers as ever, with a signature that is none of its key over what was asked. */
export function isSpoiling(fault: Kind | undefined): fault is 'other-key' | 'bad-signature' {
  return fault === 'other-key' || fault === 'bad-signature';
}

/** Lets a request meet its fault, whether or not its server has acted. */
export async function strike(fault: Kind, process: Process, each: UnderWay): Promise<void> {
  switch (fault.replace(/-(before|after)$/, '')) {
    case 'kill':
      return process.kill();
    case 'cut':
      return each.fail('ECONNRESET');
    case '500':
      return each.answer({ status: 500, body: { error: { message: 'Internal Server Error' } } });
    case '429':
      return each.answer({
        status: 429,
        body: { error: { message: 'Too Many Requests' } },
        headers: { 'retry-after': '1' },
      });
    case 'denied':
      return each.answer(denial(each.url.host));
    case 'garbage':
      return each.answer('<html><body>a gateway</body></html>');
    case 'silence':
      each.isSilent = true;
      return;
    default:
      process.cancel();
      await settled();
  }
}

/** As each provider writes it. */
function denial(host: string): Reply {
  if (host.endsWith('.amazonaws.com')) {
    const name = 'AccessDeniedException';
    return { status: 400, body: { __type: name, message: name }, headers: { 'x-amzn-errortype': name } };
  }
  if (host === 'cloudkms.googleapis.com')
    return { status: 403, body: { error: { code: 403, status: 'PERMISSION_DENIED', message: 'denied' } } };
  return host.endsWith('.azure.net')
    ? problem(403, 'Forbidden', 'ForbiddenByRbac')
    : { status: 403, body: { errors: ['permission denied'] } };
}
