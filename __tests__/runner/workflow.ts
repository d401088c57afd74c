import { generateKeyPairSync } from 'node:crypto';
import { parseKmsAddress } from '../../src/kms/address.js';
import { readOptions } from '../../src/runner/inputs/inputs.js';
import type { Options } from '../../src/runner/inputs/options.js';
import type { BootstrapOptions } from '../../src/runner/inputs/read-bootstrap.js';
import { reportFailure } from '../../src/runner/output/failure.js';
import { Masks } from '../../src/runner/output/mask.js';
import { parseStoreTargets } from '../../src/stores/target.js';
import { Runner } from './runner.js';

export type Inputs = Readonly<Record<string, string>>;

/** What a workflow hands in whose expression stands where none is expanded. */
export const unexpanded = ['$', '{{ secrets.KEY }}'].join('');
export const orgId = 'or-1a2b3-4c5d6-7e8f9g0h1i2j3k4l';
export const roleId = 'pm-1a2b3-4c5d6-7e8f9g0h1i2j3k4l';
export const token = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ0ZXN0In0.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg';

const { privateKey: privateKeyObject, publicKey: publicKeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const privateKey = privateKeyObject.export({ type: 'pkcs8', format: 'pem' }).toString();
export const publicKey = publicKeyObject.export({ type: 'spki', format: 'pem' }).toString();

/** The private key, encrypted with a passphrase: in PKCS#8, or in OpenSSL's own form. */
export function encryptedWith(passphrase: string, type: 'pkcs8' | 'sec1' = 'pkcs8'): string {
  return privateKeyObject.export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();
}

/** The step of the README. */
export const ensure: Inputs = {
  name: 'backend',
  'org-id': orgId,
  'provisioner-username': 'ci@example.com',
  'provisioner-credential-id': 'Y2ktMWEyYjM',
  'provisioner-private-key': privateKey,
  role: 'create-wallets',
};

/** A deploy job that needs no admin. */
export const validate: Inputs = { mode: 'validate', name: 'backend', token, 'private-key': privateKey };

export function optionsOf(inputs: Inputs): Options {
  const options = read(inputs);
  if (options.mode === 'bootstrap') throw new Error('these are inputs of bootstrap');
  return options;
}

export function bootstrapOptionsOf(inputs: Inputs): BootstrapOptions {
  const options = read(inputs);
  if (options.mode !== 'bootstrap') throw new Error('these are inputs of another mode');
  return options;
}

function read(inputs: Inputs) {
  const masks = Runner.current?.step.masks ?? new Masks(() => undefined);
  return readOptions(
    { input: (name) => inputs[name] ?? '', masks },
    {
      parseTargets: parseStoreTargets,
      parseAddress: parseKmsAddress,
    },
  );
}

/** Runs a step whose inputs are refused; what a user sees of it is then in the runner's log. */
export function runRefused(inputs: Inputs, runner = Runner.current): void {
  try {
    read(inputs);
  } catch (error) {
    if (runner) reportFailure(error, runner.step);
    return;
  }
  throw new Error('these inputs were accepted');
}

/** The one annotation of a step whose inputs are refused. */
export function annotationOf(runner: Runner, inputs: Inputs): string {
  runRefused(inputs);
  const errors = runner.texts('error');
  expect(errors).toHaveLength(1);
  expect(process.exitCode).toBe(1);
  return errors[0] ?? '';
}
