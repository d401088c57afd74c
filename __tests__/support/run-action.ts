export { type ActionRun, type RunOptions, runAction } from '../../scripts/runner/run-action.js';
