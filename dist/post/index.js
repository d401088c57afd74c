require('../index.js').post();
