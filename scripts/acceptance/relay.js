import { createServer } from 'node:http';
import { describe } from './dfns.js';
import { Interrupted, NoAnswer } from './door.js';
import { NotOurs } from './guard.js';

/** Headers that belong to one connection, or that the next one sets itself. */
const own = new Set([
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
  'accept-encoding',
]);

/**
 * Dfns as the built action sees it in a story: an address on loopback, behind which is the door. So the action too can touch nothing but
 * what this run made, what it makes is recorded before it is made, and its answers are held to the contract.
 * @param {import('./door.js').Door} door
 * @returns {Promise<{ apiUrl: string, refused: string[], forbidden: string[], close: () => Promise<void> }>} `refused`: what the door did
 *   not let through; `forbidden`: what Dfns answered with 403
 */
export async function startRelay(door) {
  const refused = [];
  const forbidden = [];
  const server = createServer((request, response) => {
    pass(door, forbidden, request, response).catch((error) => {
      if (error instanceof NotOurs) refused.push(error.message);
      // As a connection that breaks: the action says so in its own words. What the door holds back is an answer, not silence.
      if (error instanceof NoAnswer || error instanceof Interrupted) return response.destroy();
      const body = { error: { message: `npm run acceptance: ${error.message}` } };
      return response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise((resolve) => {
      server.close(() => resolve(undefined));
      server.closeAllConnections();
    });
  return { apiUrl: `http://127.0.0.1:${server.address().port}`, refused, forbidden, close };
}

async function pass(door, forbidden, request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const answer = await door.send({
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: passed(Object.entries(request.headers)),
    payload: Buffer.concat(chunks).toString('utf8'),
  });
  const name = door.shapes.nameOf(request.method, request.url?.split('?')[0] ?? '');
  if (answer.status === 403) forbidden.push(`${name}: ${describe(answer)}`);
  response.sendDate = false;
  response.writeHead(answer.status, passed([...answer.headers]));
  response.end(answer.text);
}

const passed = (headers) => Object.fromEntries(headers.filter(([name]) => !own.has(name)));
