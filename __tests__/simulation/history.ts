import type { Event, History } from './event.js';
import { byHand, Invariants } from './invariants.js';
import { Process } from './process.js';
import { enter } from './realm.js';
import { digestOf, shapeOf } from './shape.js';
import { act, type Inputs, type Provider, plainInputs, type Story } from './story.js';
import { Universe } from './universe.js';

export interface Played {
  /** What must not be and was; none where all held. */
  readonly broken: readonly string[];
  /** Requests until the last run that events could strike was over. */
  readonly requests: number;
  /** The requests at which a run began. */
  readonly starts: readonly number[];
  /** Whether every event met its request. */
  readonly isWhole: boolean;
  readonly log: readonly string[];
  readonly states: readonly string[];
}

/** What became of a state once plain runs had followed it: the same for the same state. */
const verdicts = new Map<string, readonly string[]>();
/** A run that events struck is followed by another, so often. */
const mostRuns = 5;

export interface PlayOptions {
  /** Says what every run said. */
  readonly isTold?: boolean;
  /** Plays what follows even where its outcome is known. */
  readonly isThorough?: boolean;
}

/** Plays a history from its start: the story's runs, and then plain ones until one had its peace. */
export async function play(
  story: Story,
  provider: Provider,
  { events }: History,
  options: PlayOptions = {},
): Promise<Played> {
  const universe = new Universe([provider.make()], [], events, act);
  try {
    return await playIn(universe, story, provider, events, options);
  } finally {
    enter(undefined);
  }
}

async function playIn(
  universe: Universe,
  story: Story,
  provider: Provider,
  events: readonly Event[],
  options: PlayOptions,
): Promise<Played> {
  story.arrange(universe);
  const invariants = new Invariants(universe, story, events);
  const states: string[] = [];
  const starts: number[] = [];
  const run = async (processes: readonly Process[]) => {
    starts.push(universe.step + 1);
    await universe.play(processes);
    invariants.afterEvent();
    for (const process of processes) {
      invariants.afterRun(process);
      if (options.isTold) universe.log.push(...saidBy(process));
    }
  };
  const first = Array.from({ length: story.runs }, () => processOf(universe, provider, story.inputs));
  await run(first);
  refuseLosers(first, events, invariants);
  // A revocation that was struck is for another revocation to end.
  const again = story.asksAgain || story.isRevocation ? story.inputs : {};
  for (let number = 1; number <= mostRuns && invariants.broken.length === 0; number++) {
    const shape = shapeOf(universe);
    // What follows from a state is the same for the same state, but for what a person put there.
    const state = digestOf(shape + story.name + events.filter(({ kind }) => byHand(kind)).map(({ kind }) => kind));
    states.push(state);
    const isAtPeace = universe.left.length === 0;
    const known = isAtPeace && !options.isThorough ? verdicts.get(state) : undefined;
    if (known) return { ...outcomeOf(universe, known), starts, states };
    const plain = processOf(universe, provider, again);
    await run([plain]);
    if (!isAtPeace && universe.left.length === 0) continue;
    invariants.afterPlain(plain, shape);
    if (invariants.broken.length === 0 && plain.told.errors.length === 0)
      await writesNothing(universe, provider, again, invariants, run);
    if (isAtPeace) verdicts.set(state, [...invariants.broken]);
    break;
  }
  return { ...outcomeOf(universe, invariants.broken), starts, states };
}

/** Of runs that only raced none fails. */
function refuseLosers(processes: readonly Process[], events: readonly Event[], invariants: Invariants): void {
  if (!events.every(({ kind }) => kind.startsWith('to-'))) return;
  for (const { told } of processes)
    if (told.errors.length > 0) invariants.broken.push(`a run that only raced failed: ${told.errors[0]}`);
}

async function writesNothing(
  universe: Universe,
  provider: Provider,
  inputs: Inputs,
  invariants: Invariants,
  run: (processes: readonly Process[]) => Promise<void>,
): Promise<void> {
  const before = shapeOf(universe);
  const last = processOf(universe, provider, inputs);
  const start = universe.log.length;
  await run([last]);
  const writes = universe.log
    .slice(start)
    .filter((line) => / (PUT|DELETE) | POST (?!\S*(\/auth\/(login|action)|\/sys\/|\/GetSecretValue))/.test(line));
  if (writes.length > 0)
    invariants.broken.push(`the run after the next one writes: ${writes[0]?.replace(/^\d+ /, '')}`);
  if (last.told.errors.length > 0) invariants.broken.push(`the run after the next one fails: ${last.told.errors[0]}`);
  if (shapeOf(universe) !== before) invariants.broken.push('the run after the next one changes something');
}

function outcomeOf(universe: Universe, broken: readonly string[]): Omit<Played, 'starts' | 'states'> {
  return { broken, requests: universe.step, isWhole: universe.left.length === 0, log: universe.log };
}

function processOf(universe: Universe, provider: Provider, inputs: Inputs): Process {
  const environment = {
    GITHUB_RUN_ID: '1234567',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_REPOSITORY: 'acme/payments',
    ...provider.environment,
  };
  return new Process(
    { step: 'main', inputs: { ...plainInputs(universe, provider), ...inputs }, environment },
    universe,
  );
}

function saidBy({ told, isKilled }: Process): string[] {
  const { token, 'private-key': privateKey, ...outputs } = told.outputs;
  return [
    isKilled ? '  (killed)' : '',
    ...told.log.map((line) => `  | ${line}`),
    ...told.errors.map((line) => `  ! ${line}`),
    `  = ${outputs.status ?? 'failed'}`,
  ].filter((line) => line !== '');
}
