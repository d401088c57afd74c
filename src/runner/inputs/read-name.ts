import { plainText, type Reader, Refusal } from './readers.js';

/** The forms that the action itself appends to a name: being made, replaced, ephemeral. */
const ownForms = [/-next-[0-9a-f]{8}$/i, /-retired-\d{8}T\d{6}Z$/i, /-run-\d+-\d+$/i];
const readText = plainText(100);

/** The name of a service account. What the action has to remember of an account stands in its name, so that its own forms are kept free. */
export const readAccountName: Reader<string> = (text) => {
  if (ownForms.some((form) => form.test(text))) {
    throw new Refusal(
      'a name that does not end as those that the action makes itself (-next-…, -retired-…, -run-…)',
      'give the name of the account itself, or choose another',
    );
  }
  return readText(text);
};
