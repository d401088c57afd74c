// dist/post/index.js, which action.yml names. Where the main step saved nothing (src/runner/state.ts) there is nothing to load.
if (process.env.STATE_ephemeral) require('../index.js').post();
