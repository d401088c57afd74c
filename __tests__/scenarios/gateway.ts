import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../simulator/index.js';

/** A gateway before the simulator that gives some answers itself. */
export async function gateway(
  simulator: Simulator,
  answer: (request: IncomingMessage, response: ServerResponse) => boolean,
) {
  const server = createServer((request, response) => {
    if (answer(request, response)) return;
    const onward = ask(
      simulator.apiUrl + request.url,
      { method: request.method ?? 'GET', headers: request.headers },
      (reply) => {
        response.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(response);
      },
    );
    // A run that has failed waits for no other answer.
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { ...simulator, apiUrl: `http://127.0.0.1:${port}`, end: () => server.close() };
}
