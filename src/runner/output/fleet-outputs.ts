import { fleetStatus, isChanged } from '../../core/fleet-digest.js';
import type { FleetOutcome } from '../../core/fleet-outcome.js';
import { unwritable } from '../require-runner.js';
import type { Runner } from '../runner.js';
import { planOf, resultsOf } from './fleet-results.js';

/**
 * Sets the outputs of a run over a manifest, also of one that fails; then `status` is not set. No output is a secret: the credentials are
 * in the stores.
 * @throws ActionError `OUTPUTS_NOT_WRITTEN` or `NOT_A_RUNNER`; then nothing is set
 */
export function setFleetOutputs(outcome: FleetOutcome, { masks, hand }: Pick<Runner, 'masks' | 'hand'>): void {
  const status = fleetStatus(outcome);
  masks.registerMasks();
  const values = {
    ...(status && { status }),
    changed: String(isChanged(outcome)),
    'api-url': outcome.apiUrl,
    ...(outcome.orgId && { 'org-id': outcome.orgId }),
    results: resultsOf(outcome, masks),
    plan: planOf(outcome),
  };
  try {
    hand({ GITHUB_OUTPUT: values });
  } catch (error) {
    throw unwritable(['GITHUB_OUTPUT'], error, 'later steps do not learn what became of the accounts');
  }
}
