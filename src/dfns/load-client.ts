/**
 * The code of {@link ./client}. It is loaded from here alone: each other `import()` of it would make its own copy in the bundle. What
 * changes to Dfns take too is put beside this ("eager"), for the same reason.
 */
export async function loadClient() {
  await Promise.all([
    import(/* webpackMode: "eager" */ '../core/find-role.js'),
    import(/* webpackMode: "eager" */ './responses.js'),
  ]);
  return import('./client.js');
}
