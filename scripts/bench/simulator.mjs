// The simulator in a process of its own; asked for it, it tells when each request since the last question began and ended.
import { subscribe } from 'node:diagnostics_channel';
import { startSimulator } from '../../build/simulator/index.js';

const began = new WeakMap();
const requests = [];
subscribe('http.server.request.start', ({ request }) => began.set(request, performance.now()));
subscribe('http.server.response.finish', ({ request }) => {
  requests.push({ start: began.get(request), end: performance.now() });
});
process.on('message', () => process.send(requests.splice(0)));
process.once('disconnect', () => process.exit());

const { apiUrl, orgId, provisioner } = await startSimulator({
  switches: { latencyMs: Number(process.argv[2]), rateLimit: 0 },
});
process.send({ apiUrl, orgId, provisioner });
