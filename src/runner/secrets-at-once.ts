import { proxySecrets } from '../network/proxy.js';
import { tellSecretsTo } from '../network/watch.js';
import { isPrintedByOthers, secretsOf } from './environment.js';
import { maskSecret, protect, tellMasks } from './mask.js';

/**
 * How a secret is kept out of the log. Mostly it is enough that this action never prints one. Where Node or a client is set to print
 * what it sends, the runner is told of each secret as soon as it is known, and of all that are known before the first request.
 */
export function protector(environment: Readonly<Record<string, string | undefined>>): (secret: string) => void {
  // Without a runner that reads it, a mask is a line that shows the secret.
  if (environment.GITHUB_ACTIONS !== 'true' || !isPrintedByOthers(environment)) return protect;
  for (const secret of [...secretsOf(environment), ...proxySecrets(environment)]) maskSecret(secret);
  tellMasks();
  const tell = (secret: string) => {
    maskSecret(secret);
    tellMasks();
  };
  tellSecretsTo(tell);
  return tell;
}
