import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Fault } from './http/faults.js';
import type { Observer, RequestRecord } from './http/record.js';
import { Frontend, type Tls } from './http/server.js';
import { Organisation } from './organisation/organisation.js';
import { makeSwitches, type Switches } from './switches.js';

export type { Fault, FaultKind } from './http/faults.js';
export type { Moment, Observer, RequestRecord } from './http/record.js';
export type { Organisation } from './organisation/organisation.js';
export type * from './organisation/state.js';
export type { Switches } from './switches.js';

export type ProvisionerKeyType = 'ec-p256' | 'rsa-2048' | 'ed25519';

export interface SimulatorOptions {
  /** 0: any free port. */
  readonly port?: number;
  readonly switches?: Partial<Switches>;
  readonly provisionerKeyType?: ProvisionerKeyType;
  readonly provisionerOperations?: readonly string[];
  readonly faults?: readonly Fault[];
  readonly tls?: Tls;
}

export interface Simulator {
  readonly apiUrl: string;
  readonly orgId: string;
  /** An organisation user with a Key credential, as the action needs one; its key is PKCS#8 PEM. */
  readonly provisioner: {
    readonly username: string;
    readonly credentialId: string;
    readonly privateKey: string;
    readonly userId: string;
  };
  /** Every request, in order of arrival. */
  readonly requests: readonly RequestRecord[];
  readonly organisation: Organisation;
  readonly switches: Switches;
  /** Sets faults; `at` counts from the next request, which is 1. A fault that no request met is a failure in tests. */
  inject(...faults: Fault[]): void;
  clearFaults(): void;
  /** How many of the injected faults struck. */
  faultsUsed(): number;
  /** Called before a request is acted on, and after it was, before its answer is sent. */
  onRequest: Observer | undefined;
  /** Ends at once, also connections that a fault lets hang. */
  close(): Promise<void>;
}

/** Starts a simulator of Dfns's API on loopback, with an organisation of its own. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, provisionerKeyType = 'ec-p256', provisionerOperations, tls } = options;
  const given = provisionerOperations === undefined ? {} : { provisionerOperations };
  const switches = makeSwitches({ ...options.switches, ...given });
  const { publicKey, privateKey } = keyPair(provisionerKeyType);
  const username = 'ci@example.com';
  const credentialId = Buffer.from('provisioner-key').toString('base64url');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const organisation = new Organisation(switches, { username, credentialId, publicKey: pem });
  const frontend = new Frontend(organisation, tls);
  const { faults, requests } = frontend;
  faults.inject(options.faults ?? [], 0);
  const apiUrl = `${tls ? 'https' : 'http'}://127.0.0.1:${await frontend.listen(port)}`;
  return {
    apiUrl,
    orgId: organisation.orgId,
    provisioner: {
      username,
      credentialId,
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      userId: organisation.provisioner.userId,
    },
    requests,
    organisation,
    switches,
    inject: (...injected) => faults.inject(injected, requests.length),
    clearFaults: () => faults.clear(),
    faultsUsed: () => faults.used(),
    get onRequest() {
      return frontend.onRequest;
    },
    set onRequest(observer) {
      frontend.onRequest = observer;
    },
    close: () => frontend.close(),
  };
}

function keyPair(type: ProvisionerKeyType): { publicKey: KeyObject; privateKey: KeyObject } {
  if (type === 'rsa-2048') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (type === 'ed25519') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
}
