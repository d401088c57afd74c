/**
 * One change, as the plan lists it. The `plan` output is an array of these, so they hold names and identifiers, never a secret.
 * A role or an account that does not exist yet has no id.
 */
export type Step =
  | {
      readonly step: 'create-role';
      readonly role: string;
      readonly permissions: readonly string[];
      /** Set where whoever holds the role could raise its own rights, here and below: those of its permissions that allow it. */
      readonly adminRights?: readonly string[];
    }
  | {
      readonly step: 'update-role';
      readonly role: string;
      readonly roleId: string;
      readonly permissions: readonly string[];
      readonly add: readonly string[];
      readonly remove: readonly string[];
      /** The other accounts that hold the role: their rights change too. */
      readonly alsoHeldBy: readonly string[];
      readonly adminRights?: readonly string[];
    }
  | {
      readonly step: 'create-account';
      readonly account: string;
      readonly role?: string;
      /** The id of the account that it is made to replace: until it is proven its name ends in `-next-` and digits of its key. */
      readonly replaces?: string;
      /** The other roles of that account, where it is rotated. */
      readonly alsoRoles?: readonly { readonly role: string; readonly roleId: string }[];
      readonly adminRights?: readonly string[];
    }
  | { readonly step: 'activate-account'; readonly account: string; readonly accountId: string }
  | {
      readonly step: 'assign-role';
      readonly account: string;
      readonly accountId: string;
      readonly role: string;
      readonly roleId?: string;
      readonly adminRights?: readonly string[];
    }
  | {
      readonly step: 'revoke-role';
      readonly account: string;
      readonly accountId: string;
      readonly role: string;
      readonly roleId: string;
      /** Absent in old responses; then it is looked up. */
      readonly assignmentId?: string;
    }
  | { readonly step: 'deactivate-account'; readonly account: string; readonly accountId: string }
  | {
      readonly step: 'archive-account';
      readonly account: string;
      readonly accountId: string;
      readonly because: string;
      /** Nobody was given its token, or it lived for one run: no policy names it, and none has to be read. */
      readonly isUnnamed?: boolean;
    }
  | {
      readonly step: 'rename-account';
      readonly account: string;
      /** Absent where the account is made in this run. */
      readonly accountId?: string;
      readonly to: string;
    }
  /** Registers a Key credential of a user, with a one-time code. */
  | { readonly step: 'register-credential'; readonly user: string; readonly credential: string }
  /** Asks a person for the account, in an issue of the repository; not a change of Dfns. */
  | { readonly step: 'request-account'; readonly account: string; readonly repository: string }
  /** Stores the credential in a target; not a change of Dfns. */
  | { readonly step: 'store-credential'; readonly target: string }
  | { readonly step: 'empty-store'; readonly target: string };

export type StepKind = Step['step'];

/** The steps of these kinds. */
export type StepOf<Kind extends StepKind> = Extract<Step, { readonly step: Kind }>;

/** How the texts of a step are shown: names and identifiers, and sentences. All of them may be from outside. */
export interface Showing {
  code(name: string): string;
  prose(sentence: string): string;
}

const asTheyAre: Showing = { code: (name) => name, prose: (sentence) => sentence };

/** One line of the plan, for the log and the pages. What it says besides names is letters and signs that mean nothing in HTML. */
export function describe(step: Step, showing: Showing = asTheyAre): string {
  const note = 'adminRights' in step && step.adminRights ? ', with which the account could raise its own rights' : '';
  return describeStep(step, showing) + note;
}

function describeStep(step: Step, { code, prose }: Showing): string {
  switch (step.step) {
    case 'create-role':
      return `create the role ${code(step.role)} with ${step.permissions.map(code).join(', ')}`;
    case 'update-role':
      return `change the role ${code(step.role)}: ${[...step.add.map((operation) => `+${code(operation)}`), ...step.remove.map((operation) => `-${code(operation)}`)].join(' ')}`;
    case 'create-account':
      return `create ${step.replaces ? 'a new' : 'the'} service account ${code(step.account)}${step.role ? ` with the role ${code(step.role)}` : ''}${step.replaces ? ` in the place of ${code(step.replaces)}` : ''}`;
    case 'activate-account':
      return `activate the service account ${code(step.account)}`;
    case 'assign-role':
      return `assign the role ${code(step.role)} to ${code(step.account)}`;
    case 'revoke-role':
      return `revoke the role ${code(step.role)} from ${code(step.account)}`;
    case 'archive-account':
      return `archive the service account ${code(step.account)}: ${prose(step.because)}`;
    case 'rename-account':
      return `rename the service account ${code(step.account)} to ${code(step.to)}`;
    case 'deactivate-account':
      return `deactivate the service account ${code(step.account)}`;
    case 'empty-store':
      return `empty ${code(step.target)}`;
    case 'register-credential':
      return `register the Key credential ${code(step.credential)} of the user ${code(step.user)}`;
    case 'request-account':
      return `ask for the service account ${code(step.account)} in an issue of ${code(step.repository)}`;
    case 'store-credential':
      return `keep the credential in ${code(step.target)}`;
  }
}
