// dist/main/index.js, which action.yml names. It can never act as the post step, nor the other way round.
require('../index.js').main();
