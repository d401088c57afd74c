import { explore, type Depth } from './explorer.js';
import { readWord } from './event.js';
import { play } from './history.js';
import { install } from './realm.js';
import { stories, vault } from './story.js';

install();
const [, , name = 'first', depth] = process.argv;
const history = readWord(name);
const story = stories.find((each) => each.name === history.story.replace('vault/', ''));
if (!story) throw new Error('no such story');
if (depth) {
  const start = process.cpuUsage();
  const tally = await explore({ story, provider: vault }, depth as Depth, { share: 0, shares: 1 });
  console.log({ ...tally, states: tally.states.size, cpu: process.cpuUsage(start).user / 1000 / tally.count });
} else {
  const played = await play(story, vault, history, { isTold: true, isThorough: true });
  console.log(played.log.join('\n'));
  console.log(played.broken, played.requests, played.starts, played.isWhole);
}
