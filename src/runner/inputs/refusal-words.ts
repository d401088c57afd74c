export const modes = ['ensure', 'validate', 'rotate', 'revoke', 'request', 'bootstrap'] as const;
export type Mode = (typeof modes)[number];

/** Why an input is refused: completes "accepted: …", and what to do. */
export type Words = readonly [accepted: string, cure: string];

/** Why a mode refuses what is for many accounts. */
export const manifestElsewhere = (mode: Mode): Words => [
  `nothing in mode ${mode}, which is for one account; a manifest is for ensure and validate`,
  'leave it out, or use mode ensure or validate',
];

/** Why a mode refuses a code of Dfns. */
export const codeElsewhere = (mode: Mode): Words => [
  `nothing in mode ${mode}; a code is for mode bootstrap`,
  'leave it out, or use mode bootstrap',
];

/** Why a mode refuses the inputs that it does not use. */
export const unusedIn: Readonly<Record<Mode, Words>> = {
  ensure: ['nothing in mode ensure', 'leave it out'],
  validate: ['nothing in mode validate, which changes nothing', 'leave it out, or use mode ensure'],
  rotate: ['nothing in mode rotate, which rotates now', 'leave it out, or use mode ensure'],
  revoke: ['nothing in mode revoke, which only does away with the account', 'leave it out'],
  request: ['nothing in mode request, where only a person replaces an account', 'leave it out, or use mode ensure'],
  bootstrap: [
    "nothing in mode bootstrap, which registers the provisioner's own credential",
    'leave it out, or use mode ensure',
  ],
};

/** The inputs that exclude others, and why. */
export const excluders = {
  'provisioner-store': [
    'nothing beside provisioner-store: one kind of provisioner',
    'leave out provisioner-store, or all the other inputs of the provisioner',
  ],
  'provisioner-token': [
    'nothing beside provisioner-token: one kind of provisioner',
    'leave out provisioner-token, or provisioner-username',
  ],
  'provisioner-key': ['nothing beside provisioner-key, which signs inside a KMS', 'leave one of them out'],
  'public-key': ['nothing beside public-key', 'leave one of them out'],
  key: ['nothing beside key, whose private part never leaves its KMS', 'leave one of them out'],
  ephemeral: [
    'nothing beside ephemeral: true, which makes an account for this run alone and keeps it nowhere',
    'leave it out, or leave out ephemeral',
  ],
} satisfies Readonly<Partial<Record<string, Words>>>;
export type Excluder = keyof typeof excluders;
