import type { Connection } from '../../dfns/connection.js';
import { type KeptSession, keepSession } from '../../dfns/kept-session.js';
import { loadClient } from '../../dfns/load-client.js';
import type { FleetOptions } from '../../runner/inputs/fleet-options.js';
import type { RunContext } from '../context.js';
import { connectFor } from '../context.js';
import { listOrganisation, openSession } from '../observe/organisation.js';
import { OrganisationIndex } from './organisation-index.js';
import { sharedClient } from './shared-client.js';

/** The one look at the organisation that a run over many accounts takes. */
export interface Look {
  readonly connection: Connection;
  readonly kept?: KeptSession;
  /** Absent without a provisioner, which `validate` can do without. @throws ActionError: without it there is nothing to do for any account */
  readonly index?: Promise<OrganisationIndex>;
}

/** Logs in once, and lists the accounts and the roles once; the accounts read their stores and prove what is there meanwhile. */
export function beginLook(options: FleetOptions, context: RunContext): Look {
  const direct = connectFor(options, context);
  if (!options.provisioner) return { connection: direct };
  const kept = keepSession(direct, () => openSession(direct, options, context));
  return { connection: kept.connection, kept, index: listed(kept) };
}

async function listed({ connection, session }: KeptSession): Promise<OrganisationIndex> {
  const [opened, { createClient }] = await Promise.all([session, loadClient()]);
  const client = sharedClient(createClient(connection, opened));
  return new OrganisationIndex(await listOrganisation(client, async () => client));
}
