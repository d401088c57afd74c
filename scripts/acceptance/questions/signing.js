import { createHash } from 'node:crypto';
import { CannotAsk } from '../bench.js';
import { describe, newKeyPair, signed } from '../dfns.js';

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
 * Signs one thing and sends another, on an account of this run, each time beside a control that is as it should be.
 * @param {import('../bench.js').Bench} bench @param {{ path: string }} account
 */
export async function askPayloads(bench, { path }) {
  const { answers, dfns } = bench;
  const body = { externalId: 'acceptance' };
  const control = await dfns.change('PUT', path, body);
  if (control.status !== 200)
    throw new CannotAsk(`the provisioner may not change its own account (${describe(control)})`);
  const spaced = await dfns.change('PUT', path, body, {
    payload: '{ "externalId": "acceptance" }',
    signed: { payload: JSON.stringify(body) },
  });
  verdict(answers, 'payloadCheck', spaced, 'parsed', 'raw');
  const empty = await dfns.change('PUT', `${path}/activate`, {}, { signed: { payload: '' } });
  if ((await dfns.change('PUT', `${path}/activate`, {})).status === 200)
    verdict(answers, 'emptyPayload', empty, 'same', 'apart');
  else answers.notAsked('emptyPayload', 'the provisioner may not activate its own account');
  const queried = await dfns.change('PUT', `${path}?acceptance=1`, body, { signed: { path: `${path}?acceptance=1` } });
  if ((await dfns.change('PUT', `${path}?acceptance=1`, body)).status === 200)
    verdict(answers, 'signedQuery', queried, 'accepted', 'refused');
  else answers.notAsked('signedQuery', 'a request with a query that Dfns does not know is refused in any case');
  await askReuse(bench, path, JSON.stringify(body));
}

function verdict(answers, name, answer, accepted, refused) {
  if (answer.status === 200) answers.value(name, accepted);
  else if ([400, 401, 403].includes(answer.status)) answers.value(name, refused);
  else answers.other(name, describe(answer));
}

async function askReuse({ answers, dfns }, path, payload) {
  const actor = await dfns.provisioner();
  const { userAction, challenge } = await dfns.sign(actor, 'PUT', path, payload);
  const twice = [];
  for (let time = 0; time < 2; time += 1)
    twice.push(await dfns.send('PUT', path, { token: actor.token, payload, userAction }));
  if (twice[0].status === 200) verdict(answers, 'userActionReuse', twice[1], 'accepted', 'refused');
  const again = await dfns.finishSigning(actor, challenge?.json);
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
  const begun = await dfns.send('POST', '/auth/credentials/init', { token: actor.token, payload: '{"kind":"Key"}' });
  if ([401, 403].includes(begun.status)) return answers.value('serviceAccountsRotateKeys', false);
  if (begun.status !== 200) return answers.other('serviceAccountsRotateKeys', describe(begun));
  const done = await dfns.change('POST', '/auth/credentials', registration(begun.json), { as: actor });
  if (done.status === 200) return answers.value('serviceAccountsRotateKeys', true);
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
