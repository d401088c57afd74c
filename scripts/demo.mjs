// npm run demo: how a newcomer meets the action. The built action of dist/ runs as the runner would run it, against the simulator.
import { setUp } from './setup.mjs';

setUp({ simulator: true });
await import('./demo/scenes.mjs');
