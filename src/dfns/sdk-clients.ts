// The generated clients one by one, and only once there is something to ask them: the SDK's index loads all fifteen.
export { AuthClient } from '@dfns/sdk/generated/auth/client.js';
export { PermissionsClient } from '@dfns/sdk/generated/permissions/client.js';
export { PoliciesClient } from '@dfns/sdk/generated/policies/client.js';
