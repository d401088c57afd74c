require('../index.js').main();
