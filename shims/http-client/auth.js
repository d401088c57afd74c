module.exports = require('full-http-client/lib/auth');
