import type { Route } from '../http/route.js';
import { approvalRoutes } from './approvals.js';
import { assignmentRoutes } from './assignments.js';
import { credentialRoutes } from './credentials.js';
import { patRoutes } from './pats.js';
import { permissionRoutes } from './permissions.js';
import { policyRoutes } from './policies.js';
import { serviceAccountRoutes } from './service-accounts.js';
import { signingRoutes } from './signing.js';
import { userRegistrationRoutes } from './user-registration.js';
import { userRoutes } from './users.js';
import { walletRoutes } from './wallets.js';

/** Every endpoint of the simulator. */
export const routes: readonly Route[] = [
  ...signingRoutes,
  ...serviceAccountRoutes,
  ...permissionRoutes,
  ...assignmentRoutes,
  ...policyRoutes,
  ...approvalRoutes,
  ...credentialRoutes,
  ...patRoutes,
  ...userRoutes,
  ...userRegistrationRoutes,
  ...walletRoutes,
];
