// What @dfns/sdk calls as `fetch`: it hands on the client's options with each request, and ours carry the transport (src/dfns/transport.ts).
exports.fetch = (resource, options) => options.apiOptions.transport(resource, options);
