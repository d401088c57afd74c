/** All that is bundled: `dist/main/index.js` and `dist/post/index.js` call one of these each. */
export { main } from './main.js';
export { post } from './post.js';
