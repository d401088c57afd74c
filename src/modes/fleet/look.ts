import type { Connection } from '../../dfns/connection.js';
import { type KeptSession, keepSession } from '../../dfns/kept-session.js';
import type { FleetOptions } from '../../runner/inputs/fleet-options.js';
import { connectFor } from '../context.js';
import { listOrganisation, openSession } from '../observe/organisation.js';
import type { FleetContext } from './account-context.js';
import { OrganisationIndex } from './organisation-index.js';
import { sharedClient } from './shared-client.js';

/** The one look at the organisation that a run over many accounts takes. */
export interface Look {
  readonly connection: Connection;
  /** Absent without a provisioner, which `validate` can do without. */
  readonly index: OrganisationIndex | undefined;
  readonly kept: KeptSession | undefined;
}

/** Logs in once, and lists the accounts and the roles once. @throws ActionError: without this there is nothing to do for any account */
export async function lookOnce(options: FleetOptions, context: FleetContext): Promise<Look> {
  const direct = connectFor(options, context);
  if (!options.provisioner) return { connection: direct, index: undefined, kept: undefined };
  const [kept, { createClient }] = await Promise.all([
    keepSession(direct, () => openSession(direct, options, context)),
    import('../../dfns/client.js'),
  ]);
  const { connection, session } = kept;
  const client = sharedClient(createClient(connection, session));
  const organisation = await listOrganisation(client, async () => client);
  return { connection, index: new OrganisationIndex(organisation), kept };
}
