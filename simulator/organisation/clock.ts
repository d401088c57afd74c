/** The simulator's time: real time, moved ahead where a test cannot wait for what happens in 15 minutes or 730 days. */
export class Clock {
  private aheadMs = 0;

  now(): number {
    return Date.now() + this.aheadMs;
  }

  iso(ms: number = this.now()): string {
    return new Date(ms).toISOString();
  }

  advance(seconds: number): void {
    this.aheadMs += seconds * 1000;
  }
}
