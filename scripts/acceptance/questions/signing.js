import { createHash } from 'node:crypto';
import { CannotAsk } from '../bench.js';
import { describe, isDone, isForbidden, isRefused } from '../dfns.js';
import { newKeyPair, signed } from '../keys.js';

export const ofPayloads = [
  'payloadCheck',
  'emptyPayload',
  'signedQuery',
  'userActionReuse',
  'challengeReuse',
  'challengeSeconds',
  'userActionSeconds',
];

/**
 * Signs one thing and sends another, on an account of this run, each time beside a control that is as it should be, and beside one that is
 * wrong in any case.
 * @param {import('../bench.js').Bench} bench @param {{ path: string }} account
 */
export async function askPayloads(bench, { path }) {
  const { dfns, prefix } = bench;
  const body = { externalId: prefix };
  const control = await dfns.change('PUT', path, body);
  if (isForbidden(control))
    throw new CannotAsk(`the provisioner may not change its own account (${describe(control)})`);
  if (!isDone(control)) throw new CannotAsk(`its own account could not be changed (${describe(control)})`);
  await askText(bench, path, body);
  await askQuery(bench, path, body);
  await askReuse(bench, path, JSON.stringify(body));
}

async function askText({ answers, dfns }, path, body) {
  const wrong = await dfns.change('PUT', path, body, {
    signed: { payload: JSON.stringify({ externalId: `${body.externalId}-2` }) },
  });
  if (isDone(wrong)) {
    for (const name of ['payloadCheck', 'emptyPayload'])
      answers.other(name, 'what is sent is not compared with what was signed');
    return;
  }
  const spaced = await dfns.change('PUT', path, body, {
    payload: JSON.stringify(body, undefined, 1),
    signed: { payload: JSON.stringify(body) },
  });
  verdict(answers, 'payloadCheck', spaced, 'parsed', 'raw');
  const empty = await dfns.change('PUT', `${path}/activate`, {}, { signed: { payload: '' } });
  const plain = await dfns.change('PUT', `${path}/activate`, {});
  if (isDone(plain)) verdict(answers, 'emptyPayload', empty, 'same', 'apart');
  else answers.notAsked('emptyPayload', `its own account could not be activated (${describe(plain)})`);
}

async function askQuery({ answers, dfns }, path, body) {
  const queried = `${path}?acceptance=1`;
  const wrong = await dfns.change('PUT', queried, body, { signed: { path: `${path}/activate` } });
  if (isDone(wrong)) return answers.other('signedQuery', 'the path is not compared with the one that was signed');
  const both = await dfns.change('PUT', queried, body, { signed: { path: queried } });
  if (isDone(await dfns.change('PUT', queried, body)))
    return verdict(answers, 'signedQuery', both, 'accepted', 'refused');
  return answers.notAsked('signedQuery', 'a request with a query that Dfns does not know is refused in any case');
}

function verdict(answers, name, answer, accepted, refused) {
  if (isDone(answer)) answers.value(name, accepted);
  else if (isRefused(answer)) answers.value(name, refused);
  else answers.other(name, describe(answer));
}

const requestsOfReuse = 8;

async function askReuse({ answers, dfns }, path, payload) {
  await dfns.door.makeRoom(requestsOfReuse);
  const actor = await dfns.provisioner();
  const { userAction, challenge, answer } = await dfns.sign(actor, 'PUT', path, payload);
  if (userAction === undefined) throw new CannotAsk(`Dfns refuses to sign (${describe(answer)})`);
  const twice = [];
  for (let time = 0; time < 2; time += 1)
    twice.push(await dfns.send('PUT', path, { token: actor.token, payload, userAction }));
  const again = await dfns.finishSigning(actor, challenge?.json ?? {});
  const control = await dfns.beginSigning(actor, 'PUT', path, payload);
  if (!isDone(control)) throw new CannotAsk('the login ended before it could be asked');
  if (isDone(twice[0])) verdict(answers, 'userActionReuse', twice[1], 'accepted', 'refused');
  verdict(answers, 'challengeReuse', again, 'accepted', 'refused');
  life(answers, 'challengeSeconds', challenge?.json?.challengeIdentifier);
  life(answers, 'userActionSeconds', userAction);
}

function life(answers, name, token) {
  try {
    const { exp, iat } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
    if (Number.isInteger(exp - iat)) return answers.value(name, exp - iat);
  } catch {
    // It is no JWT, or says nothing of its life.
  }
  return answers.notAsked(name, 'what Dfns gives out does not say when it ends');
}

/** An account of this run tries to give itself another key, with all that it takes. @param {import('../bench.js').Bench} bench @param {any} account */
export async function askKeyRotation(bench, account) {
  const { answers, dfns } = bench;
  const actor = await bench.actorOf(account);
  const control = await dfns.beginSigning(actor, 'POST', '/auth/credentials', '{}');
  if (!isDone(control)) throw new CannotAsk(`the token of its own account is not accepted (${describe(control)})`);
  const begun = await dfns.send('POST', '/auth/credentials/init', { token: actor.token, payload: '{"kind":"Key"}' });
  if (isRefused(begun)) return answers.value('serviceAccountsRotateKeys', false);
  if (!isDone(begun)) return answers.other('serviceAccountsRotateKeys', describe(begun));
  const done = await dfns.change('POST', '/auth/credentials', registration(begun.json), { as: actor });
  if (isDone(done)) return answers.value('serviceAccountsRotateKeys', true);
  return answers.other('serviceAccountsRotateKeys', `begun, and then refused (${describe(done)})`);
}

/** What the new key signs; docs/dfns-api.md, 2, "Registering a key". */
function registration({ challenge, challengeIdentifier }) {
  const { publicKey, privateKey } = newKeyPair();
  const base64url = (text) => Buffer.from(text).toString('base64url');
  const clientData = JSON.stringify({ type: 'key.create', challenge });
  const clientDataHash = createHash('sha256').update(clientData).digest('hex');
  const signature = signed(JSON.stringify({ clientDataHash, publicKey }), privateKey).toString('hex');
  return {
    challengeIdentifier,
    credentialName: 'acceptance',
    credentialKind: 'Key',
    credentialInfo: {
      credId: base64url(clientDataHash.slice(0, 24)),
      clientData: base64url(clientData),
      attestationData: base64url(JSON.stringify({ publicKey, signature })),
    },
  };
}
