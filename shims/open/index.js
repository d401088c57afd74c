// @azure/identity opens a browser with this for an interactive login, which the chain of src/stores/azure-credential.ts does not hold.
export default function open() {
  throw new Error('open is a shim here: nobody sits before a runner');
}
