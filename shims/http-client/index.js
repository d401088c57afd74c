// @actions/core imports this package for getIDToken() alone, and with it tls, http and undici: half of its start-up time.
// Here the real client is loaded when the first one is constructed.
exports.HttpClient = class {
  constructor(...options) {
    return new (require('full-http-client').HttpClient)(...options);
  }
};
