import { accountCalls } from './account-calls.js';
import { assignmentCalls } from './assignment-calls.js';
import type { Connection } from './connection.js';
import { policyCalls } from './policy-calls.js';
import { roleCalls } from './role-calls.js';
import { AuthClient, PermissionsClient, PoliciesClient } from './sdk-clients.js';
import type { Session } from './session.js';
import { prove } from './verify-credential.js';

/** The calls of Dfns's API that provisioning takes, in the dashboard's words. Every one throws an ActionError. */
export type DfnsClient = ReturnType<typeof createClient>;

export function createClient(connection: Connection, session: Session) {
  const options = connection.sdkOptions(session) as ConstructorParameters<typeof AuthClient>[0];
  const permissions = new PermissionsClient(options);
  return {
    session,
    /** What Dfns shows of who asks: see {@link prove}. */
    proveSession: () => prove(connection, { token: session.token }),
    ...accountCalls(new AuthClient(options), connection),
    ...roleCalls(permissions, connection),
    ...assignmentCalls(permissions, connection),
    ...policyCalls(new PoliciesClient(options), connection),
  };
}
