import type { Outcome } from '../../src/core/outcome.js';
import { orgId, privateKey, publicKey, roleId, token } from './workflow.js';

/** A first run that made everything. */
export const created: Outcome = {
  status: 'created',
  changed: true,
  name: 'backend',
  apiUrl: 'https://api.dfns.io',
  orgId,
  serviceAccountId: 'us-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
  credentialId: 'cr-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
  roleName: 'create-wallets',
  roleId,
  assignmentId: 'as-1a2b3-4c5d6-7e8f9g0h1i2j3k4l',
  publicKey,
  keyFingerprint: 'ab'.repeat(32),
  expiresAt: new Date('2028-11-23T07:00:00Z'),
  daysLeft: 730,
  token,
  privateKey,
  plan: [{ step: 'create-role', role: 'create-wallets', permissions: ['Wallets:Create'] }],
  warnings: [],
  unseen: [],
};
