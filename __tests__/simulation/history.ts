import type { Outcome } from './endings.js';
import type { History } from './event.js';
import { act } from './people.js';
import { Playing } from './playing.js';
import type { Provider } from './providers.js';
import { enter } from './realm.js';
import type { Story } from './story.js';
import { Universe } from './universe.js';

export interface Played extends Outcome {
  /** Requests until the last run was over. */
  readonly requests: number;
  /** The requests at which a run began, from 1. */
  readonly starts: readonly number[];
  readonly log: readonly string[];
  /** The state at the start of each run but the first. */
  readonly states: readonly string[];
  /** What was asked, as far as it was played: the n-th request stands at n - 1. */
  readonly asked: Universe['asked'];
  /** The state before each request and after it, where that was wanted. */
  readonly around: readonly { readonly before: string; readonly after: string }[];
}

export interface PlayOptions {
  /** Says what every run said. */
  readonly isTold?: boolean;
  /** Plays what follows even where its outcome is known. */
  readonly isThorough?: boolean;
  /** Says the states around each request of the first run. */
  readonly isWatched?: boolean;
}

/** Plays a history from its start: the story's runs, and then plain ones until one had its peace. */
export async function play(
  story: Story,
  provider: Provider,
  { events }: History,
  options: PlayOptions = {},
): Promise<Played> {
  await warmUp(story, provider);
  const universe = new Universe(provider.make(), events, act);
  try {
    return await new Playing(universe, story, provider, events, options).play();
  } finally {
    enter(undefined);
  }
}

/** What changes something, at any of the servers. */
export const write =
  / (PUT|DELETE) (?!\S*\/auth\/logout)| POST (?!\S*(\/auth\/(login|action)|\/sys\/|transit\/sign\/|\/(GetSecretValue|DescribeSecret)))/;

class Playing {
  private readonly states: string[] = [];
  private readonly starts: number[] = [];
  private readonly invariants: Invariants;

  constructor(
    private readonly universe: Universe,
    private readonly story: Story,
    private readonly provider: Provider,
    private readonly events: readonly Event[],
    private readonly options: PlayOptions,
  ) {
    story.arrange(universe);
    this.invariants = new Invariants(universe, story, events);
  }

  async play(): Promise<Played> {
    const { universe, story, invariants } = this;
    const first = Array.from({ length: story.runs }, () => this.process(story.inputs));
    await this.run(first);
    this.refuseLosers(first);
    for (let number = 1; number <= mostRuns && invariants.broken.length === 0; number++) {
      const shape = shapeOf(universe);
      // What follows from a state is the same for the same state, but for what a person put there.
      const state = digestOf(
        shape + story.name + this.events.filter(({ kind }) => byHand(kind)).map(({ kind }) => kind),
      );
      this.states.push(state);
      const isAtPeace = universe.left.length === 0;
      const known = isAtPeace && !this.options.isThorough ? verdicts.get(state) : undefined;
      if (known) return this.outcome(known);
      await this.putInOrder(isAtPeace);
      if (!isAtPeace && universe.left.length === 0) continue;
      if (isAtPeace) verdicts.set(state, [...invariants.broken]);
      break;
    }
    return this.outcome(invariants.broken);
  }

  /** A plain run, and where it had its peace what must be true then. */
  private async putInOrder(isAtPeace: boolean): Promise<void> {
    const { universe, story, invariants } = this;
    if (story.passes) universe.pass(story.passes);
    // A revocation that was struck is for another revocation to end.
    const inputs = story.nextInputs ?? (story.asksAgain || story.isRevocation ? story.inputs : {});
    const plain = this.process(inputs, story.nextEnvironment);
    const before = shapeOf(universe);
    await this.run([plain]);
    if (!isAtPeace && universe.left.length === 0) return;
    if (invariants.isRefusal(plain, before)) return;
    const broken = story.afterwards?.(universe, plain);
    if (broken) invariants.broken.push(broken);
    if (story.afterwards) return;
    invariants.afterPlain(plain);
    if (invariants.broken.length === 0 && plain.told.errors.length === 0) await this.writesNothing(inputs);
  }

  private async run(processes: readonly Process[]): Promise<void> {
    const { universe, invariants, story } = this;
    this.starts.push(universe.step + 1);
    await universe.play(processes);
    invariants.afterEvent();
    for (const process of processes) this.look(process);
    if (!story.hasPost) return;
    for (const { settings, told } of processes) {
      const post = new Process({ ...settings, step: 'post', state: told.state }, universe);
      await universe.play([post]);
      this.look(post);
    }
  }

  private look(process: Process): void {
    this.invariants.afterRun(process);
    if (this.options.isTold) this.universe.log.push(...saidBy(process));
  }

  /** Of runs that only raced none fails. */
  private refuseLosers(processes: readonly Process[]): void {
    if (!this.events.every(({ kind }) => kind.startsWith('to-'))) return;
    for (const { told } of processes)
      if (told.errors.length > 0) this.invariants.broken.push(`a run that only raced failed: ${told.errors[0]}`);
  }

  private async writesNothing(inputs: Inputs): Promise<void> {
    const { universe, invariants } = this;
    const before = shapeOf(universe);
    const last = this.process(inputs);
    const start = universe.log.length;
    await this.run([last]);
    const writes = universe.log.slice(start).filter((line) => write.test(line));
    const [first] = writes.map((line) => line.replace(/^\d+ /, ''));
    if (first) invariants.broken.push(`the run after the next one writes: ${first}`);
    const [error] = last.told.errors;
    if (error) invariants.broken.push(`the run after the next one fails: ${error}`);
    if (shapeOf(universe) !== before) invariants.broken.push('the run after the next one changes something');
  }

  private process(inputs: Inputs, more: Readonly<Record<string, string>> = {}): Process {
    const { universe, provider, story } = this;
    const environment = { ...ofRun('1234567'), ...provider.environment, ...more };
    const now = story.inputsNow?.(universe);
    return new Process(
      { step: 'main', inputs: { ...plainInputs(universe, provider), ...inputs, ...now }, environment },
      universe,
    );
  }

  private outcome(broken: readonly string[]): Played {
    const { universe, starts, states } = this;
    return { broken, requests: universe.step, isWhole: universe.left.length === 0, log: universe.log, starts, states };
  }
}

function saidBy({ told, isKilled }: Process): string[] {
  const { token, 'private-key': privateKey, ...outputs } = told.outputs;
  return [
    isKilled ? '  (killed)' : '',
    ...told.log.map((line) => `  | ${line}`),
    ...told.errors.map((line) => `  ! ${line}`),
    `  = ${outputs.status ?? (told.errors.length > 0 ? 'failed' : 'done')}`,
  ].filter((line) => line !== '');
}
