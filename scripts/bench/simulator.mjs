// The simulator in a process of its own; asked for it, it tells when each request since the last question began and ended.
import { subscribe } from 'node:diagnostics_channel';
import { createServer, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { startSimulator } from '../../build/simulator/index.js';

const began = new WeakMap();
const requests = [];
subscribe('http.server.request.start', ({ request }) => began.set(request, performance.now()));
subscribe('http.server.response.finish', ({ request }) => {
  // The logout comes once the outputs are written: nobody waits for it but the process.
  const isAfter = request.url === '/auth/logout';
  const line = `${request.method} ${request.headers['x-amz-target'] ?? request.url.split('?')[0]}`;
  requests.push({ start: began.get(request), end: performance.now(), isAfter, line });
});
process.on('message', (asked) =>
  process.send(asked === 'code?' ? organisation.createCredentialCode(provisioner.username) : requests.splice(0)),
);
process.once('disconnect', () => process.exit());

const { apiUrl, orgId, provisioner, organisation } = await startSimulator({
  switches: { latencyMs: Number(process.argv[2]), rateLimit: 0 },
});
// A way to each other server that is as far away as Dfns; its requests are counted with the others.
const urls = await Promise.all(process.argv.slice(3).map((url) => distant(url, Number(process.argv[2]))));
process.send({ apiUrl, orgId, provisioner, urls });

function distant(server, latency) {
  const proxy = createServer(async (incoming, outgoing) => {
    const arrival = performance.now();
    await delay(latency / 2);
    const { method, headers, url } = incoming;
    const onward = request(server + url, { method, headers: { ...headers, connection: 'close' } }, async (answer) => {
      // Like the simulator's, the way takes its time whatever the server takes.
      await delay(Math.max(0, arrival + latency - performance.now()));
      const { connection: _, 'transfer-encoding': __, ...rest } = answer.headers;
      outgoing.writeHead(answer.statusCode, rest);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  return new Promise((resolve) => {
    proxy.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${proxy.address().port}`));
  });
}
