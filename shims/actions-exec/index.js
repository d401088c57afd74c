// @actions/core asks the system for its name with this; this action never asks for that.
export function getExecOutput() {
  throw new Error('@actions/exec is a shim here: the action starts no program');
}
