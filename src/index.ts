/** The entry of the bundle: `dist/main/index.js` calls one of these, `dist/post/index.js` the other. */
export { main } from './main.js';
export { post } from './post.js';
