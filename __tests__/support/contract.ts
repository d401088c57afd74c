import { watchExchanges } from '../../simulator/http/record.js';
import { differencesOf } from '../simulator/contract.js';

// Every exchange with a simulator of every test, the action's and the SDKs' too, is held against the contract, requests and answers.
const found = new Set<string>();
watchExchanges((exchange) => {
  for (const difference of differencesOf(exchange)) found.add(difference);
});

function expectNone(): void {
  const differences = [...found];
  found.clear();
  if (differences.length > 0) throw new Error(`not of Dfns’s contract:\n${differences.join('\n')}`);
}

afterEach(expectNone);
afterAll(expectNone);
