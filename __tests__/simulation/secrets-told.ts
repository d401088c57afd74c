import type { Process } from './process.js';
import type { Universe } from './universe.js';

/** The logins of stores and KMS. */
const logins = ['hvs.simulated-token', 'simulated-token-of-azure', 'wJalrXUtnFEMI', 'ghs_simulated'];

/** What a run says that it should not. @param known tokens of accounts */
export function secretsTold({ told, isKilled }: Process, { stores }: Universe, known: ReadonlySet<string>): string[] {
  if (isKilled) return [];
  const pending = stores.flatMap((store) => store.pending()?.DFNS_PRIVATE_KEY?.split('\n')[1] ?? []);
  const secrets = [...logins, ...known, ...pending];
  const { token, 'private-key': privateKey, ...outputs } = told.outputs;
  const texts = [...told.log, ...told.errors, told.summary, ...Object.values(outputs), ...Object.values(told.state)];
  const isTold = texts.some((text) => secrets.some((secret) => text.includes(secret)));
  return [
    ...(isTold ? ['a secret stands in what a run says'] : []),
    ...(token && !told.masks.includes(token) ? ['a token is put out that is not masked'] : []),
  ];
}
