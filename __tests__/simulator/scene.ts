import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/index.js';

const started: Simulator[] = [];

/** Starts a simulator that ends with its test. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  started.push(simulator);
  return simulator;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((simulator) => simulator.close()));
});
