// google-auth-library asks the metadata server of a machine on Google Cloud with this. Node has its own by now; it hides why a request failed.
export default function nodeFetch(resource, options) {
  return fetch(resource, options).catch((error) => {
    throw error.cause ?? error;
  });
}
