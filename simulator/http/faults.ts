import type { RequestRecord } from './record.js';

/** What can go wrong on the way; `before`: the server did not act; `after`: it did, and the answer is lost. */
export const faultKinds = [
  'cut-before',
  'cut-after',
  '500-before',
  '500-after',
  '429',
  'html-502',
  'hang',
  'hang-after',
  'huge-body',
  'redirect',
  'null',
  'array',
  'wrong-shape',
  'empty-200',
  'truncated-json',
] as const;

export type FaultKind = (typeof faultKinds)[number];

interface What {
  readonly kind: FaultKind;
  /** How many requests it spoils, one after the other from the first that fits; 1. */
  readonly times?: number;
  /** For `429`; 1. */
  readonly retryAfterSeconds?: number;
}

/** A fault at a request: the `at`-th since it was injected, counted from 1, or those that fit method and path. */
export type Fault = What & ({ readonly at: number } | { readonly method: string; readonly path: string | RegExp });

interface Waiting {
  readonly fault: Fault;
  /** How many requests had arrived when it was injected. */
  readonly since: number;
  used: number;
}

/** Kinds at which the server does not act. */
const preventive: ReadonlySet<FaultKind> = new Set(['cut-before', '500-before', '429', 'html-502', 'hang', 'redirect']);

export const prevents = ({ kind }: Fault): boolean => preventive.has(kind);

/** The faults that wait for their request. */
export class Faults {
  private waiting: Waiting[] = [];

  inject(faults: readonly Fault[], since: number): void {
    this.waiting.push(...faults.map((fault) => ({ fault, since, used: 0 })));
  }

  clear(): void {
    this.waiting = [];
  }

  /** How many of the injected faults struck at least once. */
  used(): number {
    return this.waiting.filter(({ used }) => used > 0).length;
  }

  /** The fault that strikes this request, if one does. */
  strike(request: RequestRecord): Fault | undefined {
    const hit = this.waiting.find((waiting) => fits(waiting, request));
    if (hit) hit.used += 1;
    return hit?.fault;
  }
}

function fits({ fault, since, used }: Waiting, { index, method, path }: RequestRecord): boolean {
  const { times = 1 } = fault;
  if ('at' in fault) return index - since >= fault.at && index - since < fault.at + times;
  const isPath = typeof fault.path === 'string' ? fault.path === path : fault.path.test(path);
  return used < times && fault.method === method && isPath;
}

/** Reads `7:cut-after` or `POST /auth/service-accounts:500-after`, with `*2` behind it for twice. */
export function readFault(text: string): Fault | undefined {
  const [, where = '', kindText, timesText] = /^(.+):([a-z0-9-]+)(?:\*(\d+))?$/.exec(text) ?? [];
  const kind = faultKinds.find((known) => known === kindText);
  if (!kind) return undefined;
  const what = timesText === undefined ? { kind } : { kind, times: Number(timesText) };
  if (/^[1-9]\d*$/.test(where)) return { at: Number(where), ...what };
  const [, method, path] = /^(GET|POST|PUT|DELETE) (\/\S*)$/.exec(where) ?? [];
  return method !== undefined && path !== undefined ? { method, path, ...what } : undefined;
}
