import type { KmsAddress } from '../../core/kms-address.js';
import type { InputForm } from './input-form.js';

/** Reads the address of a key; `src/kms` exports it, and the entries hand it in, since `runner` imports no KMS. */
export type AddressParser = (
  text: string,
) =>
  | { readonly address: KmsAddress; readonly errors?: undefined }
  | { readonly address?: undefined; readonly errors: readonly string[] };

const kmsInputs = ['provisioner-key', 'key'] as const;
type KmsInput = (typeof kmsInputs)[number];

/** The parser of addresses, which is loaded where a step names a key in a KMS. */
export async function parserFor(
  input: (name: string) => string,
  load: () => Promise<AddressParser>,
): Promise<AddressParser> {
  return kmsInputs.some((name) => input(name).trim() !== '') ? load() : () => ({ errors: [] });
}

/** The key in a KMS that an input names; every fault of its address is noted. */
export function readKmsKey(form: InputForm, name: KmsInput, parse: AddressParser): KmsAddress | undefined {
  return form.readWith(name, (text) => {
    const { address, errors } = parse(text);
    for (const error of errors ?? []) form.refuseAs(name, error);
    return address;
  });
}

/** Dfns takes a key for one credential only. */
export function refuseSameKey(form: InputForm): void {
  if (!form.isGiven('key') || form.text('key') !== form.text('provisioner-key')) return;
  form.refuse(
    'key',
    form.quote('key'),
    'another key than provisioner-key',
    'give the account a key of its own: Dfns takes a key for one credential only',
  );
}
