// @actions/core imports this package to tell which system it runs on, which this action never asks, and with it child_process and more.
// The real one is loaded when something is run.
export async function exec(...call) {
  return (await import('full-exec')).exec(...call);
}

export async function getExecOutput(...call) {
  return (await import('full-exec')).getExecOutput(...call);
}
