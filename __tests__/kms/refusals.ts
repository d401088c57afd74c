import { pythonServers } from '../servers/python.js';

const servers = pythonServers();
export const whereServers = servers === undefined ? describe.skip : describe;
export const DATA = Buffer.from('{"type":"key.get"}');

/** Starts a provider's server. */
export async function running<T>(service: { start(found: NonNullable<typeof servers>): Promise<T> }): Promise<T> {
  if (servers === undefined) throw new Error('there are no servers');
  return service.start(servers);
}

/** The error that a user sees. */
export function says(code: string, message: string | RegExp, cure?: string): object {
  return {
    code,
    message: typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
    ...(cure !== undefined && { cure: expect.stringContaining(cure) }),
  };
}
