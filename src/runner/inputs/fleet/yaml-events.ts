import { type Event, parseEvents, YAMLException } from 'js-yaml';
import type { ManifestFaults } from './manifest-faults.js';

/** Deeper than any manifest goes. */
const deepest = 20;

/** The parts of a YAML text with their offsets; `undefined` where it is no YAML, which is noted. */
export function yamlEvents(text: string, faults: ManifestFaults): Event[] | undefined {
  try {
    return parseEvents(text, { maxDepth: deepest });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    const at = Math.min(mark?.position ?? 0, text.length);
    // Within brackets a brace begins a mapping.
    const isBrace = /[[,].*\{name\}/.test(text.slice(faults.places.startOfLine(at, 0), at + 10));
    const cure = isBrace
      ? 'in brackets, a text with {name} in it stands in quotation marks'
      : 'correct it here or on a line above; what comes after it was not read';
    // The reason may quote a tag or a handle of the file.
    faults.refuse(at, 'YAML', faults.safe(reason), 'YAML 1.2', cure);
    return undefined;
  }
}
