import { ofRun, plainInputs } from './arranged.js';
import { type Ending, endings, keyOf } from './endings.js';
import type { Event } from './event.js';
import type { Played, PlayOptions } from './history.js';
import { Invariants } from './invariants.js';
import { byHand } from './kept-by-hand.js';
import { inKmsOf } from './models/kms.js';
import { Process } from './process.js';
import type { Inputs, Provider } from './providers.js';
import { writes } from './requests.js';
import { digestOf, shapeOf } from './shape.js';
import type { Story } from './story.js';
import type { Universe } from './universe.js';

/** A run that events struck is followed by another, so often. */
const mostRuns = 5;

/** One history being played: the story's runs, and what follows them. */
export class Playing {
  private readonly states: string[] = [];
  private readonly around: { before: string; after: string }[] = [];
  /** The states that were gone through, to be known again. */
  private readonly passed: { key: string; step: number; runs: number; states: number }[] = [];
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
    const first = Array.from({ length: story.runs }, (_, run) =>
      this.process({ ...story.inputs, ...story.inputsOf?.(run + 1) }),
    );
    if (this.options.isWatched) this.watch();
    await this.run(first);
    universe.onRequest = undefined;
    this.refuseLosers(first);
    for (let number = 1; number <= mostRuns && invariants.broken.length === 0; number++) {
      const state = this.state();
      const key = keyOf(state, universe.left, universe.step);
      const known = this.options.isThorough ? undefined : endings.get(key);
      this.states.push(state);
      if (known) return this.told(known);
      this.passed.push({ key, step: universe.step, runs: this.starts.length, states: this.states.length });
      const isAtPeace = universe.left.length === 0;
      await this.putInOrder(isAtPeace);
      if (!isAtPeace && universe.left.length === 0) continue;
      break;
    }
    return this.ended();
  }

  /** All that decides what follows, but for events that still come. */
  private state(): string {
    const { universe, story, provider, invariants, events } = this;
    const acts = events.map(({ kind }) => kind).filter(byHand);
    return digestOf([shapeOf(universe), provider.name, story.name, ...acts, invariants.keptByHand.memory].join());
  }

  private watch(): void {
    let before = '';
    this.universe.onRequest = (_, isDone) => {
      if (isDone) this.around.push({ before, after: this.state() });
      else before = this.state();
    };
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
    if (story.hasPost) invariants.leavesOthers(processes);
    invariants.afterEvent();
    for (const process of processes) this.look(process);
    if (story.hasPost) await this.runPosts(processes);
  }

  /** The jobs that failed end first; those that go on still use what they were given. */
  private async runPosts(processes: readonly Process[]): Promise<void> {
    const { universe, invariants } = this;
    const waiting = [...processes].sort((one, other) => Number(other.hasFailed) - Number(one.hasFailed));
    for (let main = waiting.shift(); main; main = waiting.shift()) {
      const post = new Process({ ...main.settings, step: 'post', state: main.told.state }, universe);
      await universe.play([post]);
      this.look(post);
      invariants.leavesOthers(waiting);
    }
  }

  private look(process: Process): void {
    this.invariants.afterRun(process);
    if (this.options.isTold) this.universe.log.push(...saidBy(process));
  }

  /** Of runs that only raced none fails. */
  private refuseLosers(processes: readonly Process[]): void {
    if (this.story.hasLosers || !this.events.every(({ kind }) => kind.startsWith('to-'))) return;
    for (const { told } of processes)
      if (told.errors.length > 0) this.invariants.broken.push(`a run that only raced failed: ${told.errors[0]}`);
  }

  private async writesNothing(inputs: Inputs): Promise<void> {
    const { universe, invariants } = this;
    const before = shapeOf(universe);
    const last = this.process(inputs);
    const start = universe.asked.length;
    await this.run([last]);
    const first = universe.asked.slice(start).find(({ line }) => writes(line))?.line;
    if (first) invariants.broken.push(`the run after the next one writes: ${first}`);
    const [error] = last.told.errors;
    if (error) invariants.broken.push(`the run after the next one fails: ${error}`);
    if (shapeOf(universe) !== before) invariants.broken.push('the run after the next one changes something');
  }

  private process(inputs: Inputs, more: Readonly<Record<string, string>> = {}): Process {
    const { universe, provider, story } = this;
    const environment = { ...ofRun('1234567'), ...provider.environment, ...more };
    const kept = provider.inputsNow?.(universe.stores);
    return new Process(
      {
        step: 'main',
        inputs: inKmsOf(universe.kms, {
          ...plainInputs(universe, provider),
          ...kept,
          ...inputs,
          ...story.inputsNow?.(universe),
        }),
        environment,
      },
      universe,
    );
  }

  private ended(): Played {
    const { universe, invariants } = this;
    const isWhole = universe.left.length === 0;
    return this.told({ broken: invariants.broken, isWhole, end: this.state(), starts: [], requests: 0, states: [] });
  }

  /** @param rest what follows: nothing, or what is known from another history, and is not played again */
  private told(rest: Ending): Played {
    const { universe, around } = this;
    const { log, asked, step } = universe;
    const starts = [...this.starts, ...rest.starts.map((start) => step + start)];
    const states = [...this.states, ...rest.states];
    const played = { ...rest, requests: step + rest.requests, starts, states };
    for (const { key, step: from, runs, states: count } of this.passed)
      endings.set(key, {
        ...rest,
        starts: starts.slice(runs).map((start) => start - from),
        requests: played.requests - from,
        states: states.slice(count),
      });
    return { ...played, around, log, asked };
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
