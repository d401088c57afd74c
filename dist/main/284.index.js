"use strict";
exports.id = 284;
exports.ids = [284];
exports.modules = {

/***/ 3284:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ensure: () => (/* binding */ ensure)
});

// EXTERNAL MODULE: ./build/action/account/plan.js
var account_plan = __webpack_require__(75);
// EXTERNAL MODULE: ./build/action/account/step.js
var account_step = __webpack_require__(8114);
// EXTERNAL MODULE: ./build/action/dfns/client.js
var client = __webpack_require__(2471);
// EXTERNAL MODULE: ./build/action/error.js
var action_error = __webpack_require__(1840);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/action/modes/approval.js


const pollEvery = 2_000;
async function waitForApprovals(approvalIds, { client, milliseconds, signal, warn, }) {
    const end = Date.now() + milliseconds;
    let undecided = [...new Set(approvalIds)];
    while (undecided.length > 0 && milliseconds > 0) {
        const states = await statesOf(undecided, client, warn);
        if (!states)
            break;
        for (const { id, status } of states)
            refuseUnlessApproved(id, status);
        undecided = states.filter(({ status }) => status === 'Pending').map(({ id }) => id);
        const left = end - Date.now();
        if (undecided.length === 0 || left <= 0)
            break;
        await (0,promises_.setTimeout)(Math.min(pollEvery, left), undefined, { signal });
    }
    return undecided;
}
async function statesOf(ids, client, warn) {
    try {
        return await Promise.all(ids.map(async (id) => ({ id, status: await client.approvalStatus(id) })));
    }
    catch (error) {
        if (!(error instanceof action_error/* ActionError */.l) || error.code !== 'FORBIDDEN')
            throw error;
        warn(`cannot wait for the approval: ${error.message}; ${error.cure}`);
        return undefined;
    }
}
function refuseUnlessApproved(id, status) {
    if (status === 'Pending' || status === 'Approved')
        return;
    throw new action_error/* ActionError */.l(status === 'Expired' ? 'APPROVAL_EXPIRED' : 'APPROVAL_DENIED', `the approval ${id} that the change waited for is ${status.toLowerCase()}`, 'ask those who decide in the dashboard (Policies > Approvals), and run again to ask anew');
}

// EXTERNAL MODULE: ./build/action/modes/context.js + 3 modules
var modes_context = __webpack_require__(6452);
// EXTERNAL MODULE: ./build/action/account/names.js
var names = __webpack_require__(2130);
// EXTERNAL MODULE: ./build/action/account/key-pair.js + 1 modules
var key_pair = __webpack_require__(4871);
;// CONCATENATED MODULE: ./build/action/account/observed.js

function wasMadeWith(account, key) {
    if (account.publicKey === undefined)
        return undefined;
    if (account.publicKey.startsWith('SHA256:'))
        return account.publicKey === (0,key_pair/* legacyFingerprint */.WF)(key.fingerprint) || undefined;
    return (0,key_pair/* isSamePublicKey */.tU)(account.publicKey, key);
}

// EXTERNAL MODULE: ./build/action/dfns/answers.js
var answers = __webpack_require__(5857);
// EXTERNAL MODULE: ./build/action/dfns/fault.js
var fault = __webpack_require__(5730);
// EXTERNAL MODULE: ./build/action/dfns/sdk.js
var sdk = __webpack_require__(434);
;// CONCATENATED MODULE: ./build/action/dfns/create-account.js





async function createAccount(connection, client, wanted) {
    let key = wanted.firstKey;
    const name = () => wanted.nameFor(key);
    const create = async (roleId) => {
        const { daysValid } = wanted;
        const body = {
            name: name(),
            publicKey: key.publicKey,
            ...(roleId && { permissionId: roleId }),
            ...(daysValid && { daysValid }),
        };
        const answer = await client.createAccountOnce(body);
        const token = (0,answers/* readFreshToken */.gX)(answer);
        if (!token)
            throw new answers/* WrongShape */.zq('the answer to the creation holds no token');
        return { account: (0,answers/* readAccount */.GM)(answer), token };
    };
    const clearOrphans = async () => {
        const orphans = (await newAccounts(client, wanted)).filter((account) => isOurs(account, key, name()));
        for (const orphan of orphans)
            await client.discardAccount(orphan, name());
        if (orphans.length > 0)
            key = await wanted.nextKey();
        return orphans.length;
    };
    const createKnowing = async () => {
        try {
            return await create(wanted.roleId);
        }
        catch (error) {
            if (error instanceof sdk/* PolicyPendingError */.SA) {
                await clearOrphans();
                return create(undefined);
            }
            if (!(error instanceof fault/* DfnsFault */.S) || !mayMeanTaken(error))
                throw error;
            if ((await clearOrphans()) > 0)
                return create(wanted.roleId);
            const taken = (await newAccounts(client, wanted)).some((account) => account.name === name());
            throw taken ? nameTaken(name()) : error;
        }
    };
    const operation = {
        doing: `create the service account ${name()}`,
        needs: `Auth:ServiceAccounts:Create${wanted.roleId ? ' and Permissions:Assign' : ''}`,
    };
    return connection.perform(operation, createKnowing, async () => {
        await clearOrphans();
        return undefined;
    });
}
async function newAccounts(client, { before }) {
    return (await client.listAccounts()).filter(({ id }) => !before.has(id));
}
function isOurs(account, key, name) {
    const ours = wasMadeWith(account, key);
    if (ours === undefined && account.name === name)
        throw unclear(account);
    return ours === true;
}
function mayMeanTaken({ status }) {
    return status === 400 || status === 409 || status === 422;
}
function nameTaken(name) {
    return new action_error/* ActionError */.l('NAME_TAKEN', `another run or person created a service account named ${name} while this run was at work`, 'run again; to let runs wait for each other, give the job a concurrency group');
}
function unclear({ name, id }) {
    return new action_error/* ActionError */.l('CREATE_UNCLEAR', `the connection failed while the service account ${name} was being created, and Dfns does not show with which key ${id} was made`, `if nobody else made it, archive ${id} in the dashboard (Settings > Service Accounts) and run again`);
}

// EXTERNAL MODULE: ./build/action/dfns/proof.js
var dfns_proof = __webpack_require__(3532);
;// CONCATENATED MODULE: ./build/action/modes/execute.js




async function execute(plan, tools) {
    const execution = { changed: false, pendingApprovals: [...plan.pendingApprovals] };
    if (plan.role)
        execution.roleId = plan.role.id;
    for (const step of plan.steps) {
        await take(step, execution, tools);
        execution.changed = true;
        tools.note({ changed: true, ...(execution.roleId && { roleId: execution.roleId }) });
    }
    return execution;
}
async function take(step, execution, tools) {
    const { client } = tools;
    switch (step.step) {
        case 'create-role':
            execution.roleId = (await client.createRole(step.role, step.permissions)).id;
            tools.note({ roleName: step.role });
            break;
        case 'update-role':
            note(await client.updateRole({ id: step.roleId, name: step.role }, step.permissions), execution);
            break;
        case 'create-account':
            await make(step, execution, tools);
            break;
        case 'activate-account':
            await client.activateAccount({ id: step.accountId, name: step.account });
            break;
        case 'assign-role':
            await execute_assign(step.accountId, execution, tools);
            break;
        case 'revoke-role':
            note(await client.revokeRole(step.roleId, step.assignmentId), execution);
            break;
        case 'archive-account':
            await client.archiveAccount({ id: step.accountId, name: step.account });
            break;
        case 'rename-account': {
            const id = step.accountId ?? execution.made?.account.id;
            if (id)
                await client.renameAccount({ id, name: step.account }, step.to);
            break;
        }
    }
}
async function make(step, execution, tools) {
    const { connection, client, keys } = tools;
    const { roleId } = execution;
    let key = await keys.next();
    const { account, token } = await createAccount(connection, client, {
        firstKey: key,
        nextKey: async () => {
            key = await keys.next();
            return key;
        },
        nameFor: (publicKey) => (step.replaces ? (0,names/* nextName */.HW)(step.account, publicKey) : step.account),
        before: tools.before,
        ...(roleId && { roleId }),
        ...(tools.daysValid && { daysValid: tools.daysValid }),
    });
    const { privateKey } = key;
    if (privateKey)
        tools.protect(privateKey);
    tools.protect(token);
    const proof = await (0,dfns_proof/* prove */.z)(connection, { token, ...(privateKey && { privateKey }) });
    await holdOnlyItsRole(account, execution, tools);
    execution.made = { account, token, key, proof };
}
async function holdOnlyItsRole(created, execution, tools) {
    const { roleId } = execution;
    if (isAsWanted(created.roles, roleId)) {
        noteAssignment(created.roles, execution);
        return;
    }
    const { roles } = await tools.client.getAccount(created.id);
    if (roleId && !roles.some((held) => held.roleId === roleId))
        await execute_assign(created.id, execution, tools);
    else
        noteAssignment(roles, execution);
    for (const held of roles) {
        if (held.roleId === roleId || !held.assignmentId)
            continue;
        tools.warn(`the new service account ${created.name} came with the role ${held.roleName}, which is not declared; it is revoked`);
        note(await tools.client.revokeRole(held.roleId, held.assignmentId), execution);
    }
}
function isAsWanted(roles, roleId) {
    return roles.length === (roleId ? 1 : 0) && roles.every((held) => held.roleId === roleId && held.assignmentId);
}
function noteAssignment(roles, execution) {
    const assignmentId = roles.find(({ roleId }) => roleId === execution.roleId)?.assignmentId;
    if (assignmentId)
        execution.assignmentId = assignmentId;
}
async function execute_assign(accountId, execution, { client }) {
    if (!execution.roleId)
        return;
    const assigned = await client.assignRole(execution.roleId, accountId);
    if ('done' in assigned)
        execution.assignmentId = assigned.done.id;
    else
        note(assigned, execution);
}
function note(result, { pendingApprovals }) {
    if ('pending' in result)
        pendingApprovals.push(result.pending.approvalId ?? result.pending.id);
}
async function undo(plan, name, { client, keys, before }) {
    for (const step of plan.steps) {
        if (step.step === 'activate-account')
            await client.deactivateAccount({ id: step.accountId, name: step.account });
    }
    if (keys.handedOut.length === 0)
        return;
    const accounts = (await client.listAccounts()).filter(({ id }) => !before.has(id));
    const ours = accounts.filter((account) => keys.handedOut.some((key) => wasMadeWith(account, key)));
    for (const account of ours)
        await client.discardAccount(account, name);
}

;// CONCATENATED MODULE: ./build/action/modes/keys.js

function keySource(key) {
    const handedOut = [];
    let begun;
    const make = () => ('own' in key ? Promise.resolve(key.own) : (0,key_pair/* generateKeyPair */.TZ)(key.type));
    return {
        handedOut,
        begin() {
            begun ??= make();
        },
        async next() {
            const made = await (begun ?? make());
            begun = undefined;
            handedOut.push(made);
            return made;
        },
    };
}

;// CONCATENATED MODULE: ./build/action/modes/may-write.js


async function refuseUnableProvisioner(steps, organisation, connection) {
    if (steps.length === 0)
        return;
    const { session } = organisation.client;
    const kind = kindByClaims(session) ?? (await kindByCredential(organisation, connection));
    const refused = steps.find(({ step }) => refusedTo[kind].includes(step));
    if (refused)
        throw ofKind(kind, refused.step);
    if (!session.signer)
        throw cannotSign();
}
const refusedTo = {
    'personal access token': ['create-account', 'activate-account'],
    'service account': ['create-account'],
    user: [],
};
const useInstead = 'use provisioner-username with provisioner-credential-id and provisioner-private-key: an organisation user who holds a Key credential';
function kindByClaims({ claims: { tokenKind } }) {
    if (!tokenKind)
        return undefined;
    if (/pat|personal/i.test(tokenKind))
        return 'personal access token';
    return /service/i.test(tokenKind) ? 'service account' : 'user';
}
async function kindByCredential({ client, accounts }, connection) {
    const [{ credentialId, userId }, tokenCredentials] = await Promise.all([
        (0,dfns_proof/* prove */.z)(connection, { token: client.session.token }),
        client.listTokenCredentials().catch(() => []),
    ]);
    if (credentialId && tokenCredentials.includes(credentialId))
        return 'personal access token';
    const isAccount = accounts.some((account) => account.id === userId || (credentialId && account.credentialId === credentialId));
    return isAccount ? 'service account' : 'user';
}
function ofKind(kind, step) {
    const what = step === 'create-account' ? 'create a service account' : 'activate a service account';
    return new action_error/* ActionError */.l('PROVISIONER_KIND', `the provisioner is a ${kind}, and Dfns does not let a ${kind} ${what}: only an organisation user may`, useInstead);
}
function cannotSign() {
    return new action_error/* ActionError */.l('PROVISIONER_CANNOT_SIGN', 'there is something to change, and every change must be signed, but provisioner-token came without a key that signs for it', `pass the private key of that token as provisioner-private-key, or ${useInstead}`);
}

// EXTERNAL MODULE: ./build/action/modes/observe.js + 1 modules
var observe = __webpack_require__(5342);
// EXTERNAL MODULE: ./build/action/modes/outcome.js
var outcome = __webpack_require__(9949);
;// CONCATENATED MODULE: ./build/action/modes/ensure.js











async function ensure(options, context) {
    const connection = (0,modes_context/* connectFor */.I)(options, context.deadline.signal);
    const keys = keySource(options.key);
    if (!options.credential && !options.dryRun)
        keys.begin();
    const [given, organisation] = await Promise.all([
        (0,observe/* proveGiven */.G$)(connection, options.credential, options.orgId),
        (0,observe/* observe */.lB)(connection, options),
    ]);
    const { client, accounts, roles } = organisation;
    const orgId = client.session.claims.orgId ?? options.orgId;
    context.note({ name: options.name, apiUrl: options.apiUrl, changed: false, ...(orgId && { orgId }) });
    const plan = (0,account_plan/* planEnsure */.w1)((0,outcome/* desiredOf */.OO)(options), { accounts, roles, credential: (0,observe/* credentialState */.bX)(given), now: new Date() });
    context.note(factsOf(plan));
    await tell(plan, context);
    await refuseUnableProvisioner(plan.steps, organisation, connection);
    if (options.dryRun)
        return planned(options, context);
    const tools = {
        ...context,
        connection,
        client,
        keys,
        before: new Set(accounts.map(({ id }) => id)),
        daysValid: options.daysValid,
    };
    try {
        const execution = await execute(plan, tools);
        const undecided = await settleApprovals(execution, tools, options, context);
        await noteApproved(execution, plan, undecided, tools);
        const credential = await credentialOf(execution, given, options, tools);
        return finished(options, context, { execution, undecided, credential });
    }
    catch (error) {
        await undoInTime(plan, tools, options);
        throw error;
    }
}
function factsOf({ account, role, steps }) {
    const assignmentId = account?.roles.find(({ roleId }) => roleId === role?.id)?.assignmentId;
    return {
        plan: steps,
        ...(account && { serviceAccountId: account.id }),
        ...(account?.credentialId && { credentialId: account.credentialId }),
        ...(role && { roleId: role.id, roleName: role.name }),
        ...(assignmentId && { assignmentId }),
    };
}
async function tell({ steps, warnings }, { log, warn }) {
    const title = steps.length === 0 ? 'Plan: nothing to do' : `Plan: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
    await log.group(title, async () => {
        for (const step of steps)
            log.info((0,account_step/* describe */.q)(step));
    });
    for (const step of steps) {
        if (step.step !== 'update-role' || step.alsoHeldBy.length === 0)
            continue;
        warn(`the role ${step.role} changes, and with it the rights of the other accounts that hold it: ${step.alsoHeldBy.join(', ')}`);
    }
    for (const warning of warnings)
        warn(warning);
}
function planned(options, { facts }) {
    return { ...base(options), ...facts(), status: 'planned', changed: false, unseen: [] };
}
async function settleApprovals({ pendingApprovals }, { client }, options, { deadline, warn }) {
    if (pendingApprovals.length === 0)
        return [];
    const milliseconds = options.waitForApproval;
    deadline.extend(milliseconds);
    return waitForApprovals(pendingApprovals, { client, milliseconds, signal: deadline.signal, warn });
}
async function noteApproved(execution, plan, undecided, { client }) {
    const accountId = execution.made?.account.id ?? plan.account?.id;
    if (execution.pendingApprovals.length === 0 || undecided.length > 0 || !accountId)
        return;
    noteAssignment((await client.getAccount(accountId)).roles, execution);
}
async function credentialOf({ made }, given, options, { connection }) {
    if (made)
        return made;
    const proven = given.state === 'working' ? given : await (0,observe/* proveGiven */.G$)(connection, options.credential, options.orgId);
    if (proven.state === 'refused')
        throw proven.error;
    if (proven.state === 'none' || !options.credential)
        throw new action_error/* ActionError */.l('UNEXPECTED', 'the run ended without a credential', 'report this');
    const { token, key } = options.credential;
    return { token, proof: proven.proof, ...(key && { key }) };
}
function finished(options, context, { execution, undecided, credential }) {
    for (const id of undecided) {
        context.warn(`the change waits for the approval ${id}: those who may decide do so in the dashboard (Policies > Approvals)`);
    }
    const nearEnd = (0,outcome/* endIsNear */.W0)(credential, options);
    if (nearEnd)
        context.warn(nearEnd);
    const [approvalId] = undecided;
    const { roleId, assignmentId, changed } = execution;
    return {
        ...base(options),
        ...context.facts(),
        ...(0,outcome/* outcomeOfCredential */.tX)(credential),
        ...(roleId && { roleId }),
        ...(assignmentId && { assignmentId }),
        ...(approvalId && { approvalId }),
        status: statusOf(execution, undecided),
        changed,
    };
}
function base({ name, apiUrl }) {
    return { name, apiUrl, plan: [] };
}
function statusOf({ made, changed }, undecided) {
    if (undecided.length > 0)
        return 'pending-approval';
    if (made)
        return 'created';
    return changed ? 'updated' : 'unchanged';
}
const undoTime = 7_000;
async function undoInTime(plan, tools, options) {
    const connection = (0,modes_context/* connectFor */.I)({ ...options, timeout: undoTime }, AbortSignal.timeout(undoTime));
    try {
        await undo(plan, options.name, { ...tools, connection, client: (0,client/* createClient */.U)(connection, tools.client.session) });
    }
    catch {
        tools.warn(`what this run made could not be cleared away: if a service account ${options.name} is left, its token is lost; ` +
            'archive it in the dashboard, or run with on-lost-token: replace');
    }
}


/***/ })

};
;