// What changes to Dfns take too stands in the bundle once, beside this.
import '../core/find-role.js';
import './responses.js';

/** The code of {@link ./client}. It is loaded from here alone: each other `import()` of it would make its own copy in the bundle. */
export const loadClient = () => import('./client.js');
