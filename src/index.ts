/** The entry of the bundle: `dist/main/index.js` calls one of these, `dist/post/index.js` the other. */
export { main } from './main.js';

/** The main step, which is the more frequent one, loads nothing of this. */
export async function post(): Promise<void> {
  await (await import('./post.js')).post();
}
