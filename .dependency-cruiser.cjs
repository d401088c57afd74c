// The walls of the house: data walks one way, and a room that reaches through a wall is refused. What may use the environment is no
// matter of imports; .ci/run looks at that.
const shared = '^src/(error|world)\\.ts$';
const core = '^src/core/';
const edges = 'runner|dfns|stores|kms|github';
// The door to the network that the edges beyond Dfns's own share.
const network = '^src/network/';
// What the stores and the keys of one provider share: its login, and the way of its client through that door.
const clouds = '^src/clouds/';
// GitHub is asked by one client, for secrets too.
const githubStore = '^src/stores/github-';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-is-pure',
      comment:
        'src/core knows no edge, no network and no file: only itself, src/error.ts, the crypto of Node and one small package.',
      severity: 'error',
      from: { path: core },
      to: { pathNot: [core, '^src/error\\.ts$', '^(node:)?(crypto|util)$', 'node_modules/fastest-levenshtein/'] },
    },
    {
      name: 'edges-do-not-meet',
      comment:
        'An edge imports itself, src/core, src/network and src/error.ts of this house; src/modes joins the edges.',
      severity: 'error',
      from: { path: `^src/(${edges})/`, pathNot: githubStore },
      to: { path: '^src/', pathNot: ['^src/$1/', core, network, shared, clouds] },
    },
    {
      name: 'clouds-are-for-stores-and-keys',
      comment: 'The logins of the providers are heavy: nobody else loads them.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(stores|kms)/', clouds] },
      to: { path: clouds },
    },
    {
      name: 'clouds-know-the-network-alone',
      comment: 'What two edges share knows of neither.',
      severity: 'error',
      from: { path: clouds },
      to: { path: '^src/', pathNot: [clouds, network] },
    },
    {
      name: 'one-client-of-github',
      comment:
        "The store in GitHub's secrets asks through the client of src/github, and knows nothing else of that room.",
      severity: 'error',
      from: { path: githubStore },
      to: { path: '^src/', pathNot: ['^src/stores/', '^src/github/(client|fault)\\.ts$', core, network, shared] },
    },
    {
      name: 'network-stands-alone',
      comment: 'The door to the network knows of nobody who walks through it.',
      severity: 'error',
      from: { path: network },
      to: { path: '^src/', pathNot: [network] },
    },
    {
      name: 'modes-below-the-entries',
      comment: 'A mode imports the rooms, never an entry.',
      severity: 'error',
      from: { path: '^src/modes/' },
      to: { path: '^src/', pathNot: [`^src/(modes|core|network|${edges})/`, shared] },
    },
    {
      name: 'a-mode-is-imported-by-none-of-its-rooms',
      comment: 'The rooms inside src/modes/ serve the modes, one file each beside them, and import none of them.',
      severity: 'error',
      from: { path: '^src/modes/[^/]+/' },
      to: { path: '^src/modes/[^/]+\\.ts$', pathNot: '^src/modes/(context|deadline|ephemeral)\\.ts$' },
    },
    {
      name: 'error-stands-alone',
      comment: 'Everything imports src/error.ts; it imports nothing.',
      severity: 'error',
      from: { path: '^src/error\\.ts$' },
      to: {},
    },
    {
      name: 'world-is-below',
      comment:
        'src/world.ts is handed to every edge, and knows of none: only the door to the network and the making of keys.',
      severity: 'error',
      from: { path: '^src/world\\.ts$' },
      to: { path: '^src/', pathNot: [network, '^src/core/key-pair\\.ts$'] },
    },
    {
      name: 'simulator-stands-alone',
      comment: 'A simulator that shared code with the action would share its mistakes.',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: '^src/' },
    },
    {
      name: 'action-without-simulator',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(simulator|scripts|__tests__)/' },
    },
    {
      name: 'no-development-packages',
      comment: 'What the bundle holds is a dependency.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    // TypeScript 7 has no JavaScript API; swc sees every import, those of types alone too.
    parser: 'swc',
    doNotFollow: { path: 'node_modules|^shims/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
