// In the place of a plugin that gives a name to each route of GitHub's API.
export const restEndpointMethods = () => ({});
