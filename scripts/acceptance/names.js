import { createHash } from 'node:crypto';

const start = 'dfns-acceptance-';

/**
 * A prefix for all names of one run: twelve letters and digits by lot, and six more that follow from them and from the organisation. By
 * those a name that this program made is known from one that only looks like it.
 * @param {string} orgId
 * @param {(size: number) => Uint8Array} randomBytes
 */
export function newPrefix(orgId, randomBytes) {
  const lot = Buffer.from(randomBytes(6)).toString('hex');
  return `${start}${lot}${checkOf(lot, orgId)}`;
}

/** What stands behind the prefix: ours, and what the action makes of it while it rotates, or for a run alone. */
const behind =
  /^-(?:q\d{1,2}|story(?:\d)?|duty(?:\d)?|policy\d|role\d)(?:-run-\d+-\d+)?(?:-next-[0-9a-f]{8})?(?:-retired-\d{8}T\d{6}Z)?$/;

/**
 * The prefix of a name that this program made in this organisation; undefined for all others, however close.
 * @param {string} name
 * @param {string} orgId
 */
export function prefixOf(name, orgId) {
  const [, prefix = '', lot = '', check = '', rest = ''] =
    new RegExp(`^(${start}([0-9a-f]{12})([0-9a-f]{6}))(.*)$`, 's').exec(name) ?? [];
  return prefix !== '' && check === checkOf(lot, orgId) && behind.test(rest) ? prefix : undefined;
}

function checkOf(lot, orgId) {
  return createHash('sha256').update(`${orgId}\n${lot}`).digest('hex').slice(0, 6);
}
