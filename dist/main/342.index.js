exports.id = 342;
exports.ids = [342];
exports.modules = {

/***/ 8889:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ driftOfRole),
/* harmony export */   W: () => (/* binding */ driftOfAccount)
/* harmony export */ });
/* harmony import */ var _find_role_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7424);
/* harmony import */ var _roles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1979);


function driftOfRole(desired, role, accounts) {
    const wanted = desired.role?.permissions;
    if (!role || !wanted || (0,_find_role_js__WEBPACK_IMPORTED_MODULE_0__/* .holdsExactly */ .R)(role, wanted))
        return [];
    const { missing, surplus } = (0,_roles_js__WEBPACK_IMPORTED_MODULE_1__/* .differenceOf */ .P)(role.permissions, wanted);
    const alsoHeldBy = accounts
        .filter(({ name, roles }) => name !== desired.name && roles.some(({ roleId }) => roleId === role.id))
        .map(({ name }) => name);
    const waits = role.pendingChange && (0,_find_role_js__WEBPACK_IMPORTED_MODULE_0__/* .holdsExactly */ .R)(role.pendingChange, wanted) ? role.pendingChange : undefined;
    const mending = waits
        ? { ...(waits.approvalId && { pendingApproval: waits.approvalId }) }
        : {
            step: {
                step: 'update-role',
                role: role.name,
                roleId: role.id,
                permissions: wanted,
                add: missing,
                remove: surplus,
                alsoHeldBy,
            },
        };
    const drifts = [];
    if (missing.length > 0) {
        const message = `the role ${role.name} lacks ${missing.join(', ')}`;
        drifts.push({ code: 'PERMISSIONS_MISSING', message, ...mending });
    }
    if (surplus.length > 0) {
        const message = `the role ${role.name} holds ${surplus.join(', ')}, which is not declared`;
        drifts.push({ code: 'PERMISSIONS_SURPLUS', message, ...(drifts.length === 0 && mending) });
    }
    return drifts;
}
function driftOfAccount(desired, account, role) {
    return [...inactive(account), ...roleMissing(desired, account, role), ...rolesSurplus(desired, account, role)];
}
function inactive({ name, id, isActive }) {
    if (isActive)
        return [];
    const step = { step: 'activate-account', account: name, accountId: id };
    return [{ code: 'ACCOUNT_INACTIVE', message: `the service account ${name} is inactive`, step }];
}
function roleMissing({ role: declared }, account, role) {
    if (!declared || account.roles.some(({ roleId }) => roleId === role?.id))
        return [];
    const roleName = role?.name ?? declared.value;
    const step = {
        step: 'assign-role',
        account: account.name,
        accountId: account.id,
        role: roleName,
        ...(role && { roleId: role.id }),
    };
    return [
        { code: 'ROLE_MISSING', message: `the service account ${account.name} does not hold the role ${roleName}`, step },
    ];
}
function rolesSurplus(desired, account, role) {
    if (!desired.exclusive)
        return [];
    return account.roles
        .filter(({ roleId }) => roleId !== role?.id)
        .map(({ roleId, roleName, assignmentId }) => ({
        code: 'ROLE_SURPLUS',
        message: `the service account ${account.name} also holds the role ${roleName} (${roleId})`,
        ...(assignmentId && {
            step: {
                step: 'revoke-role',
                account: account.name,
                accountId: account.id,
                role: roleName,
                roleId,
                assignmentId,
            },
        }),
    }));
}


/***/ }),

/***/ 7424:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ holdsExactly),
/* harmony export */   _: () => (/* binding */ findRole)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1840);
/* harmony import */ var _roles_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1979);



function findRole(declaration, roles) {
    const role = roles.find((candidate) => candidate[declaration.by] === declaration.value);
    if (!role) {
        if (declaration.permissions && declaration.by === 'name')
            return undefined;
        throw notFound(declaration, roles);
    }
    if (role.isArchived)
        throw archived(role);
    if (role.isImmutable && declaration.permissions && !holdsExactly(role, declaration.permissions))
        throw immutable(role);
    return role;
}
function holdsExactly(role, permissions) {
    const { missing, surplus } = (0,_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .differenceOf */ .P)(role.permissions, permissions);
    return missing.length === 0 && surplus.length === 0;
}
function notFound({ by, value }, roles) {
    const names = roles.filter(({ isArchived }) => !isArchived).map(({ name }) => name);
    const nearest = by === 'name' && names.length > 0 ? (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(value, names) : undefined;
    const hint = nearest && (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(value, nearest) <= Math.max(2, value.length / 3) ? `; did you mean ${nearest}?` : '';
    return new _error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l('ROLE_NOT_FOUND', `the organisation has no role with the ${by} ${value}${hint}`, by === 'name'
        ? 'name an existing role, or let the action manage it: list its permissions in the permissions input'
        : 'look the id up in the dashboard (Settings > Roles)');
}
function archived({ name, id }) {
    return new _error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l('ROLE_ARCHIVED', `the role ${name} (${id}) is archived, and an archived role keeps its name`, 'take another name, or bring the role back in the dashboard (Settings > Roles)');
}
function immutable({ name, id }) {
    return new _error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l('ROLE_IMMUTABLE', `the role ${name} (${id}) is managed by Dfns and cannot be changed to hold other permissions`, 'take another role name, or leave the permissions input empty to assign the role as it is');
}


/***/ }),

/***/ 2130:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FN: () => (/* binding */ retiredAt),
/* harmony export */   HW: () => (/* binding */ nextName),
/* harmony export */   tD: () => (/* binding */ discardedName),
/* harmony export */   tS: () => (/* binding */ isNextOf)
/* harmony export */ });
/* unused harmony export retiredName */
function nextName(name, { fingerprint }) {
    return `${name}-next-${fingerprint.slice(0, 8)}`;
}
function isNextOf(name, candidate) {
    return candidate.startsWith(`${name}-next-`) && /^[0-9a-f]{8}$/.test(candidate.slice(`${name}-next-`.length));
}
function retiredName(name, time) {
    return `${name}-retired-${time.toISOString().replace(/[-:]|\.\d+/g, '')}`;
}
function retiredAt(name, candidate) {
    if (!candidate.startsWith(`${name}-retired-`))
        return undefined;
    const digits = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(candidate.slice(`${name}-retired-`.length));
    if (!digits)
        return undefined;
    const [, year, month, day, hour, minute, second] = digits;
    const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return Number.isNaN(time.getTime()) ? undefined : time;
}
function discardedName(name, now) {
    return retiredName(name, new Date(now.getTime() % (365 * 86_400_000)));
}


/***/ }),

/***/ 75:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LY: () => (/* binding */ ofAnother),
/* harmony export */   bf: () => (/* binding */ ownerOf),
/* harmony export */   g4: () => (/* binding */ belongsTo),
/* harmony export */   w1: () => (/* binding */ planEnsure),
/* harmony export */   xM: () => (/* binding */ accountNamed)
/* harmony export */ });
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1840);
/* harmony import */ var _drift_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8889);
/* harmony import */ var _find_role_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7424);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2130);




function planEnsure(desired, observed) {
    const role = desired.role && (0,_find_role_js__WEBPACK_IMPORTED_MODULE_2__/* .findRole */ ._)(desired.role, observed.roles);
    const found = accountNamed(desired.name, observed.accounts);
    const kept = found && isUsable(found, observed) ? found : undefined;
    if (found && !kept && desired.onLostToken === 'fail')
        throw lost(found, observed.credential);
    const drifts = [
        ...(0,_drift_js__WEBPACK_IMPORTED_MODULE_1__/* .driftOfRole */ .N)(desired, role, observed.accounts),
        ...(kept ? (0,_drift_js__WEBPACK_IMPORTED_MODULE_1__/* .driftOfAccount */ .W)(desired, kept, role) : []),
    ];
    const mending = chosenSteps(desired, drifts);
    const makesRole = desired.role?.permissions && !role && (!kept || desired.onDrift === 'fix');
    return {
        steps: [
            ...(makesRole ? [createRole(desired.role)] : []),
            ...mending.filter(({ step }) => step === 'update-role'),
            ...clearLeftovers(desired.name, observed),
            ...mending.filter(({ step }) => step !== 'update-role'),
            ...(kept ? [] : makeAccount(desired, role, found, observed.now)),
        ],
        ...(kept && { account: kept }),
        ...(role && { role }),
        pendingApprovals: drifts.flatMap(({ pendingApproval }) => pendingApproval ?? []),
        warnings: desired.onDrift === 'warn' ? drifts.map(({ message }) => message) : [],
    };
}
function accountNamed(name, accounts) {
    const [account, second] = accounts.filter((candidate) => candidate.name === name);
    if (!account || !second)
        return account;
    throw new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('NAME_AMBIGUOUS', `two service accounts are named ${name}: ${account.id} and ${second.id}`, 'archive or rename one of them in the dashboard (Settings > Service Accounts), and run again');
}
function ownerOf(credential, accounts) {
    if (credential.state !== 'working')
        return undefined;
    const { userId, credentialId } = credential;
    return accounts.find((account) => userId ? account.id === userId : credentialId !== undefined && account.credentialId === credentialId);
}
function belongsTo(account, credential, accounts) {
    if (credential.state !== 'working')
        return true;
    const owner = ownerOf(credential, accounts);
    return owner ? owner.id === account.id : !credential.userId && !account.credentialId;
}
function isUsable(account, { credential, accounts }) {
    if (credential.state === 'refused')
        return credential.tokenRefused && !account.isActive;
    if (credential.state === 'none')
        return false;
    if (!belongsTo(account, credential, accounts))
        throw ofAnother(account, ownerOf(credential, accounts));
    return true;
}
function chosenSteps({ onDrift }, drifts) {
    const inactive = drifts.filter(({ code }) => code === 'ACCOUNT_INACTIVE');
    const refused = onDrift === 'fail' ? drifts : onDrift === 'warn' ? inactive : [];
    if (refused.length > 0)
        throw drifted(refused);
    return onDrift === 'fix' ? drifts.flatMap(({ step }) => step ?? []) : [];
}
function createRole({ value, permissions = [] }) {
    return { step: 'create-role', role: value, permissions };
}
function clearLeftovers(name, { accounts, now }) {
    return accounts
        .filter((account) => (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .isNextOf */ .tS)(name, account.name) || isDue((0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .retiredAt */ .FN)(name, account.name), now))
        .map((account) => ({
        step: 'archive-account',
        account: account.name,
        accountId: account.id,
        because: 'an earlier run left it, and nobody has its token',
    }));
}
function isDue(retired, now) {
    return retired !== undefined && retired.getTime() + gracePeriod <= now.getTime();
}
const gracePeriod = 86_400_000;
function makeAccount({ name, role: declared }, role, old, now) {
    const roleName = role?.name ?? declared?.value;
    const create = {
        step: 'create-account',
        account: name,
        ...(roleName && { role: roleName }),
        ...(old && { replaces: old.id }),
    };
    if (!old)
        return [create];
    const discarded = (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .discardedName */ .tD)(name, now);
    return [
        create,
        { step: 'rename-account', account: old.name, accountId: old.id, to: discarded },
        { step: 'rename-account', account: `${name}-next-…`, to: name },
        {
            step: 'archive-account',
            account: discarded,
            accountId: old.id,
            because: 'its token is lost, and the new account is proven',
        },
    ];
}
function lost(account, credential) {
    const why = credential.state === 'refused' ? credential.why : 'no token and private key for it are known';
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('TOKEN_LOST', `the service account ${account.name} (${account.id}) exists, but ${why}; Dfns shows a token only once, so that it cannot be had again`, 'pass its token and private-key, or set on-lost-token: replace, which makes a new account, proves it, and then archives this one; ' +
        'whatever still uses the old token stops working then');
}
function ofAnother(account, owner) {
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('CREDENTIAL_OF_ANOTHER', `the token works, but it belongs to ${owner ? `the service account ${owner.name} (${owner.id})` : 'no service account of this organisation'}, not to ${account.name} (${account.id})`, `pass the token and private-key of ${account.name}, or name the account that they belong to`);
}
function drifted(drifts) {
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('DRIFT', drifts.map(({ message }) => message).join('; '), 'set on-drift: fix to have it mended, or change the declaration to what is there');
}


/***/ }),

/***/ 9081:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ daysLeft),
/* harmony export */   I: () => (/* binding */ readClaims)
/* harmony export */ });
function readClaims(token) {
    const claims = payloadOf(token);
    const metadata = claims['https://custom/app_metadata'];
    const { orgId, userId, tokenKind } = isObject(metadata) ? metadata : {};
    return {
        ...(isText(orgId) && { orgId }),
        ...(isText(userId) && { userId }),
        ...(isText(tokenKind) && { tokenKind }),
        ...(isDate(claims.exp) && { expiresAt: new Date(claims.exp * 1000) }),
    };
}
function daysLeft(end, now) {
    return Math.max(0, Math.floor((end.getTime() - now.getTime()) / 86_400_000));
}
function payloadOf(token) {
    const [, payload, signature] = token.split('.');
    if (payload === undefined || signature === undefined)
        return {};
    try {
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
        return isObject(claims) ? claims : {};
    }
    catch {
        return {};
    }
}
function isDate(value) {
    return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 8.64e12;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isText(value) {
    return typeof value === 'string' && value !== '';
}


/***/ }),

/***/ 5857:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FI: () => (/* binding */ readAssignments),
/* harmony export */   GM: () => (/* binding */ readAccount),
/* harmony export */   K6: () => (/* binding */ readAssignment),
/* harmony export */   _$: () => (/* binding */ readChangeRequest),
/* harmony export */   bq: () => (/* binding */ allowedCredentials),
/* harmony export */   dG: () => (/* binding */ checkAnswer),
/* harmony export */   fP: () => (/* binding */ readRole),
/* harmony export */   gX: () => (/* binding */ readFreshToken),
/* harmony export */   iZ: () => (/* binding */ readRoles),
/* harmony export */   n$: () => (/* binding */ readAccounts),
/* harmony export */   uK: () => (/* binding */ readTokenCredentials),
/* harmony export */   uo: () => (/* binding */ readApprovalStatus),
/* harmony export */   zq: () => (/* binding */ WrongShape)
/* harmony export */ });
function checkAnswer(method, path, status, answer) {
    if (!isObject(answer))
        return 'the answer is not a JSON object';
    if (method !== 'POST' || status !== 200)
        return undefined;
    switch (path) {
        case '/auth/login/init':
        case '/auth/action/init':
            return isText(answer.challenge) && isText(answer.challengeIdentifier) && isObject(answer.allowCredentials)
                ? undefined
                : 'the answer holds no challenge';
        case '/auth/login':
            return isText(answer.token) || isText(answer.ssoClientId) ? undefined : 'the answer holds no token';
        case '/auth/action':
            return isText(answer.userAction) ? undefined : 'the answer holds no user action';
        default:
            return undefined;
    }
}
class WrongShape extends Error {
}
function allowedCredentials(challenge) {
    const allowed = isObject(challenge) && isObject(challenge.allowCredentials) ? challenge.allowCredentials.key : undefined;
    return Array.isArray(allowed)
        ? allowed
            .filter(isObject)
            .map(({ id }) => textOr('', id))
            .filter(Boolean)
        : [];
}
function readAccount(answer) {
    const { userInfo, accessTokens } = objectOf(answer, 'service account');
    const user = objectOf(userInfo, 'service account');
    const tokens = Array.isArray(accessTokens) ? accessTokens.filter(isObject) : [];
    const token = tokens.find(({ isActive }) => isActive !== false) ?? tokens[0] ?? {};
    const orgId = textOr('', user.orgId, token.orgId);
    const credentialId = textOr('', token.credId);
    const publicKey = textOr('', token.publicKey);
    const createdAt = textOr('', token.dateCreated);
    return {
        id: requiredText(user.userId, 'service account', 'userId'),
        name: textOr('', user.name) || requiredText(user.username, 'service account', 'name').replace(/@ServiceAccount$/, ''),
        isActive: user.isActive !== false,
        roles: listOf(user.permissionAssignments).map(readHeldRole),
        ...(orgId && { orgId }),
        ...(credentialId && { credentialId }),
        ...(publicKey && { publicKey }),
        ...(createdAt && { createdAt }),
    };
}
function readFreshToken(answer) {
    const { accessTokens } = objectOf(answer, 'service account');
    return listOf(accessTokens)
        .map(({ accessToken }) => accessToken)
        .find(isText);
}
function readAccounts(answer) {
    return itemsOf(answer, 'service accounts').map(readAccount);
}
function readRole(answer) {
    const role = objectOf(answer, 'permission');
    const pending = isObject(role.pendingChangeRequest) ? role.pendingChangeRequest : undefined;
    return {
        id: requiredText(role.id, 'permission', 'id'),
        name: requiredText(role.name, 'permission', 'name'),
        permissions: (Array.isArray(role.operations) ? role.operations : []).filter(isText),
        isImmutable: role.isImmutable === true,
        isArchived: role.isArchived === true,
        ...(pending?.status === 'Pending' && {
            pendingChange: { ...readChangeRequest(pending), permissions: changedPermissions(pending) },
        }),
    };
}
function changedPermissions({ body }) {
    return isObject(body) && Array.isArray(body.operations) ? body.operations.filter(isText) : [];
}
function readRoles(answer) {
    return { items: itemsOf(answer, 'permissions').map(readRole), nextPageToken: nextPage(answer) };
}
function readAssignment(answer) {
    const assignment = objectOf(answer, 'assignment');
    const pending = isObject(assignment.pendingChangeRequest) ? assignment.pendingChangeRequest : undefined;
    return {
        id: textOr('', assignment.id),
        identityId: requiredText(assignment.identityId, 'assignment', 'identityId'),
        ...(pending?.status === 'Pending' && { pendingChange: readChangeRequest(pending) }),
    };
}
function readAssignments(answer) {
    return { items: itemsOf(answer, 'assignments').map(readAssignment), nextPageToken: nextPage(answer) };
}
function readChangeRequest(answer) {
    const change = objectOf(answer, 'change request');
    const approvalId = textOr('', change.approvalId);
    return {
        id: textOr('', change.id),
        operationKind: textOr('', change.operationKind),
        ...(approvalId && { approvalId }),
    };
}
function readApprovalStatus(answer) {
    return requiredText(objectOf(answer, 'approval').status, 'approval', 'status');
}
function readTokenCredentials(answer) {
    return itemsOf(answer, 'personal access tokens')
        .map(({ credId }) => textOr('', credId))
        .filter(Boolean);
}
function readHeldRole(assignment) {
    const assignmentId = textOr('', assignment.assignmentId);
    return {
        roleId: requiredText(assignment.permissionId, 'permission assignment', 'permissionId'),
        roleName: textOr('', assignment.permissionName),
        ...(assignmentId && { assignmentId }),
    };
}
function itemsOf(answer, what) {
    const { items } = objectOf(answer, what);
    if (!Array.isArray(items) || !items.every(isObject))
        throw new WrongShape(`the answer holds no list of ${what}`);
    return items;
}
function nextPage(answer) {
    return (isObject(answer) && textOr('', answer.nextPageToken)) || undefined;
}
function listOf(value) {
    return Array.isArray(value) ? value.filter(isObject) : [];
}
function objectOf(value, what) {
    if (!isObject(value))
        throw new WrongShape(`the answer holds no ${what}`);
    return value;
}
function requiredText(value, what, member) {
    if (!isText(value))
        throw new WrongShape(`the ${what} in the answer has no ${member}`);
    return value;
}
function textOr(otherwise, ...values) {
    return values.find(isText) ?? otherwise;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isText(value) {
    return typeof value === 'string' && value !== '';
}


/***/ }),

/***/ 1163:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ attempt)
/* harmony export */ });
/* unused harmony export actedUpon */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _fault_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5730);


const attempts = 4;
async function attempt(call, { signal, look }) {
    for (let number = 1;; number++) {
        try {
            return await call();
        }
        catch (error) {
            if (!(error instanceof _fault_js__WEBPACK_IMPORTED_MODULE_1__/* .DfnsFault */ .S) || !error.isPassing || number === attempts)
                throw error;
            await pause(error, number, signal);
            if (look && actedUpon(error)) {
                const found = await attempt(look, { signal });
                if (found !== undefined)
                    return found;
            }
        }
    }
}
function actedUpon(fault) {
    return fault.mayHaveActed && !fault.path.startsWith('/auth/action');
}
async function pause(fault, number, signal) {
    const growing = 250 * 3 ** (number - 1) * (0.75 + Math.random() / 2);
    const milliseconds = fault.retryAfter === undefined ? growing : fault.retryAfter * 1000;
    try {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(milliseconds, undefined, { signal });
    }
    catch {
        throw fault;
    }
}


/***/ }),

/***/ 2471:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ createClient)
/* harmony export */ });
/* harmony import */ var _account_names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2130);
/* harmony import */ var _answers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5857);
/* harmony import */ var _fault_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5730);
/* harmony import */ var _sdk_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(434);




function createClient(connection, session) {
    const options = connection.sdkOptions(session);
    const auth = new _sdk_js__WEBPACK_IMPORTED_MODULE_1__/* .AuthClient */ .UJ(options);
    const permissions = new _sdk_js__WEBPACK_IMPORTED_MODULE_1__/* .PermissionsClient */ .UD(options);
    const policies = new _sdk_js__WEBPACK_IMPORTED_MODULE_1__/* .PoliciesClient */ .Qv(options);
    const { perform } = connection;
    async function listAccounts() {
        const operation = { doing: 'list the service accounts', needs: 'Auth:ServiceAccounts:Read' };
        return perform(operation, async () => (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .readAccounts */ .n$)(await auth.listServiceAccounts()));
    }
    async function listRoles() {
        const operation = { doing: 'list the roles', needs: 'Permissions:Read' };
        return allPages((paginationToken) => perform(operation, async () => (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .readRoles */ .iZ)(await permissions.listPermissions(page(paginationToken)))));
    }
    async function listAssignments(roleId) {
        const operation = { doing: 'list who holds the role', needs: 'Permissions:Assignments:Read' };
        return allPages((paginationToken) => perform(operation, async () => (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .readAssignments */ .FI)(await permissions.listAssignments({ permissionId: roleId, ...page(paginationToken) }))));
    }
    async function createRole(name, operations) {
        return perform({ doing: `create the role ${name}`, needs: 'Permissions:Create' }, async () => (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .readRole */ .fP)(await permissions.createPermission({ body: { name, operations: [...operations] } })), async () => (await listRoles()).find((role) => role.name === name && !role.isArchived));
    }
    async function updateRole(role, operations) {
        return perform({ doing: `change the role ${role.name}`, needs: 'Permissions:Update' }, () => applied(async () => (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .readRole */ .fP)(await permissions.updatePermission({ permissionId: role.id, body: { operations: [...operations] } }))));
    }
    async function assignRole(roleId, accountId) {
        const existing = async () => (await listAssignments(roleId)).find(({ identityId }) => identityId === accountId);
        const look = async () => {
            const assignment = await existing();
            if (!assignment)
                return undefined;
            return assignment.pendingChange ? { pending: assignment.pendingChange } : { done: assignment };
        };
        return perform({ doing: 'assign the role', needs: 'Permissions:Assign' }, () => unlessRefusedWith([409], look, () => applied(async () => (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .readAssignment */ .K6)(await permissions.createAssignment({ permissionId: roleId, body: { identityId: accountId } })))), look);
    }
    async function revokeRole(roleId, assignmentId) {
        const gone = async () => (await listAssignments(roleId)).some(({ id }) => id === assignmentId) ? undefined : { done: true };
        return perform({ doing: 'revoke the role', needs: 'Permissions:Revoke' }, () => unlessRefusedWith([404, 409, 410, 422], gone, () => applied(async () => {
            await permissions.deleteAssignment({ permissionId: roleId, assignmentId });
            return true;
        })), gone);
    }
    async function createAccountOnce(body) {
        return auth.createServiceAccount({ body });
    }
    async function getAccount(accountId) {
        const operation = { doing: 'read the service account', needs: 'Auth:ServiceAccounts:Read' };
        return perform(operation, async () => (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .readAccount */ .GM)(await auth.getServiceAccount({ serviceAccountId: accountId })));
    }
    async function renameAccount(account, name) {
        const operation = {
            doing: `rename the service account ${account.name} to ${name}`,
            needs: 'Auth:ServiceAccounts:Update',
        };
        await perform(operation, () => auth.updateServiceAccount({ serviceAccountId: account.id, body: { name } }));
    }
    async function activateAccount(account) {
        const operation = { doing: `activate the service account ${account.name}`, needs: 'Auth:ServiceAccounts:Activate' };
        const isActive = async () => (await getAccount(account.id)).isActive || undefined;
        await perform(operation, () => unlessRefusedWith([400, 409, 422], isActive, async () => {
            await auth.activateServiceAccount({ serviceAccountId: account.id });
            return true;
        }), isActive);
    }
    async function deactivateAccount(account) {
        const operation = {
            doing: `deactivate the service account ${account.name}`,
            needs: 'Auth:ServiceAccounts:Deactivate',
        };
        await perform(operation, () => auth.deactivateServiceAccount({ serviceAccountId: account.id, body: {} }));
    }
    async function archiveAccount(account) {
        const gone = async () => ((await listAccounts()).some(({ id }) => id === account.id) ? undefined : true);
        await perform({ doing: `archive the service account ${account.name}`, needs: 'Auth:ServiceAccounts:Delete' }, () => unlessRefusedWith([400, 404, 409, 410, 422], gone, async () => {
            await auth.archiveServiceAccount({ serviceAccountId: account.id });
            return true;
        }), gone);
    }
    async function discardAccount(account, wantedName) {
        if (account.name === wantedName)
            await renameAccount(account, (0,_account_names_js__WEBPACK_IMPORTED_MODULE_3__/* .discardedName */ .tD)(wantedName, new Date()));
        await archiveAccount(account);
    }
    async function listTokenCredentials() {
        const operation = { doing: 'list the personal access tokens' };
        return perform(operation, async () => (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .readTokenCredentials */ .uK)(await auth.listPersonalAccessTokens()));
    }
    async function approvalStatus(approvalId) {
        const operation = { doing: `read the approval ${approvalId}`, needs: 'Policies:Approvals:Read' };
        return perform(operation, async () => (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .readApprovalStatus */ .uo)(await policies.getApproval({ approvalId })));
    }
    return {
        session,
        listAccounts,
        listRoles,
        listAssignments,
        createRole,
        updateRole,
        assignRole,
        revokeRole,
        createAccountOnce,
        getAccount,
        renameAccount,
        activateAccount,
        deactivateAccount,
        archiveAccount,
        discardAccount,
        listTokenCredentials,
        approvalStatus,
    };
}
async function allPages(read) {
    const items = [];
    const seen = new Set();
    let token;
    do {
        const page = await read(token);
        items.push(...page.items);
        token = page.nextPageToken;
        if (token !== undefined && seen.has(token))
            break;
        if (token !== undefined)
            seen.add(token);
    } while (token !== undefined);
    return items;
}
function page(paginationToken) {
    return paginationToken === undefined ? {} : { query: { paginationToken } };
}
async function applied(call) {
    try {
        return { done: await call() };
    }
    catch (error) {
        if (error instanceof _sdk_js__WEBPACK_IMPORTED_MODULE_1__/* .PolicyPendingError */ .SA)
            return { pending: (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .readChangeRequest */ ._$)(error.context) };
        throw error;
    }
}
async function unlessRefusedWith(statuses, look, call) {
    try {
        return await call();
    }
    catch (error) {
        if (!(error instanceof _fault_js__WEBPACK_IMPORTED_MODULE_0__/* .DfnsFault */ .S) || error.status === undefined || !statuses.includes(error.status))
            throw error;
        const found = await look();
        if (found === undefined)
            throw error;
        return found;
    }
}


/***/ }),

/***/ 9641:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ explain)
/* harmony export */ });
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1840);
/* harmony import */ var _fault_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5730);


function explain(error, operation) {
    if (!(error instanceof _fault_js__WEBPACK_IMPORTED_MODULE_1__/* .DfnsFault */ .S))
        return error;
    const { code, why, cure } = reading(error, operation);
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l(code, `could not ${operation.doing}: ${why}`, cure, error);
}
function reading(fault, { needs }) {
    const asked = fault.path ? ` (${fault.method} ${fault.path})` : '';
    switch (fault.kind) {
        case 'connection':
        case 'deadline':
            return {
                code: 'DFNS_UNREACHABLE',
                why: `${fault.message}${asked}`,
                cure: "check api-url, the runner's network and its proxy settings, and run again: what was done is found and not done twice",
            };
        case 'answer':
            return {
                code: 'DFNS_ANSWER',
                why: `${fault.message}${asked}`,
                cure: 'check that api-url is a Dfns API and that no proxy stands in its place, and run again',
            };
        case 'aborted':
            return {
                code: 'TIMED_OUT',
                why: 'the time of the run was up, or it was cancelled',
                cure: 'run again, with a larger timeout where Dfns is slow: what was done is found and not done twice',
            };
        case 'status':
            return { ...ofStatus(fault, needs), why: `Dfns answered ${fault.status}: ${fault.message}` };
    }
}
function ofStatus(fault, needs) {
    switch (fault.status) {
        case 401:
            return {
                code: 'UNAUTHENTICATED',
                cure: 'check that the token or Key credential is active, not expired, and of this organisation and api-url',
            };
        case 403:
            return {
                code: 'FORBIDDEN',
                cure: needs
                    ? `give the provisioner a role with ${needs}, or check which policy blocks the change`
                    : 'check that the provisioner is active and its credential may sign',
            };
        case 404:
            return { code: 'NOT_FOUND', cure: 'check the id, the organisation and api-url' };
        case 429:
            return { code: 'RATE_LIMITED', cure: 'run again in a minute: Dfns limits the requests of an organisation' };
        default:
            return (fault.status ?? 0) >= 500
                ? { code: 'DFNS_UNAVAILABLE', cure: 'run again later: what was done is found and not done twice' }
                : { code: 'DFNS_REFUSED', cure: 'read what Dfns says, correct the input that it speaks of, and run again' };
    }
}


/***/ }),

/***/ 5730:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ DfnsFault)
/* harmony export */ });
class DfnsFault extends Error {
    name = 'DfnsFault';
    kind;
    method;
    path;
    status;
    retryAfter;
    mayHaveActed;
    constructor(message, facts) {
        super(message);
        this.kind = facts.kind;
        this.method = facts.method;
        this.path = facts.path;
        this.status = facts.status;
        this.retryAfter = facts.retryAfter;
        this.mayHaveActed = facts.mayHaveActed;
    }
    get isPassing() {
        if (this.kind === 'aborted')
            return false;
        if (this.kind !== 'status')
            return true;
        return this.status === 408 || this.status === 425 || this.status === 429 || (this.status ?? 0) >= 500;
    }
}


/***/ }),

/***/ 3532:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ isRefusal),
/* harmony export */   z: () => (/* binding */ prove)
/* harmony export */ });
/* harmony import */ var _account_token_claims_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9081);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1840);
/* harmony import */ var _answers_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5857);
/* harmony import */ var _attempt_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1163);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9641);
/* harmony import */ var _fault_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5730);
/* harmony import */ var _sdk_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(434);
/* harmony import */ var _signer_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8638);








async function prove(connection, credential) {
    const { expiresAt, userId, orgId } = (0,_account_token_claims_js__WEBPACK_IMPORTED_MODULE_6__/* .readClaims */ .I)(credential.token);
    if (expiresAt && expiresAt.getTime() <= Date.now())
        throw expired(expiresAt);
    const options = connection.sdkOptions({ token: credential.token });
    const proof = { ...(userId && { userId }), ...(orgId && { orgId }), ...(expiresAt && { expiresAt }) };
    try {
        return await (0,_attempt_js__WEBPACK_IMPORTED_MODULE_1__/* .attempt */ .j)(async () => {
            const challenge = await _sdk_js__WEBPACK_IMPORTED_MODULE_4__/* .BaseAuthApi */ .m$.createUserActionChallenge(harmlessAction, options);
            const [credentialId] = (0,_answers_js__WEBPACK_IMPORTED_MODULE_7__/* .allowedCredentials */ .bq)(challenge);
            if (!credential.privateKey)
                return { ...proof, ...(credentialId && { credentialId }), keyProven: false };
            const firstFactor = await (0,_signer_js__WEBPACK_IMPORTED_MODULE_5__/* .keySigner */ .Y)(credential.privateKey, credential.credentialId).sign(challenge);
            const { challengeIdentifier } = challenge;
            await _sdk_js__WEBPACK_IMPORTED_MODULE_4__/* .BaseAuthApi */ .m$.signUserActionChallenge({ challengeIdentifier, firstFactor }, options);
            const signedAs = credential.credentialId ?? credentialId;
            return { ...proof, ...(signedAs && { credentialId: signedAs }), keyProven: true };
        }, connection);
    }
    catch (error) {
        throw refusal(error) ?? (0,_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .W)(error, { doing: 'prove the credential of the service account' });
    }
}
function isRefusal(error) {
    return error instanceof _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l && refusals.includes(error.code);
}
const refusals = ['TOKEN_EXPIRED', 'TOKEN_REFUSED', 'KEY_NOT_OF_TOKEN', 'CREDENTIAL_NOT_OFFERED'];
const harmlessAction = {
    userActionHttpMethod: 'POST',
    userActionHttpPath: '/wallets',
    userActionPayload: '{}',
    userActionServerKind: 'Api',
};
function refusal(error) {
    if (!(error instanceof _fault_js__WEBPACK_IMPORTED_MODULE_3__/* .DfnsFault */ .S) || error.kind !== 'status' || error.isPassing)
        return undefined;
    return error.path === '/auth/action' ? notOfToken(error) : refused(error);
}
function expired(expiresAt) {
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('TOKEN_EXPIRED', `the token of the service account expired on ${expiresAt.toISOString()}`, 'Dfns issues no new token for an existing account: replace it with on-lost-token: replace');
}
function refused(fault) {
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('TOKEN_REFUSED', `Dfns refused the token of the service account (${fault.status}: ${fault.message})`, 'check that the token is of this organisation and api-url, and that its account is active and was not archived or replaced', fault);
}
function notOfToken(fault) {
    return new _error_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('KEY_NOT_OF_TOKEN', `Dfns accepted the token of the service account, but not the signature of the private key (${fault.status}: ${fault.message})`, 'give the private key that was made together with this token', fault);
}


/***/ }),

/***/ 434:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qv: () => (/* reexport safe */ _dfns_sdk_generated_policies_client_js__WEBPACK_IMPORTED_MODULE_4__.PoliciesClient),
/* harmony export */   SA: () => (/* reexport safe */ _dfns_sdk_dfnsError_js__WEBPACK_IMPORTED_MODULE_1__.PolicyPendingError),
/* harmony export */   UD: () => (/* reexport safe */ _dfns_sdk_generated_permissions_client_js__WEBPACK_IMPORTED_MODULE_3__.PermissionsClient),
/* harmony export */   UJ: () => (/* reexport safe */ _dfns_sdk_generated_auth_client_js__WEBPACK_IMPORTED_MODULE_2__.AuthClient),
/* harmony export */   m$: () => (/* reexport safe */ _dfns_sdk_baseAuthApi_js__WEBPACK_IMPORTED_MODULE_0__.BaseAuthApi)
/* harmony export */ });
/* harmony import */ var _dfns_sdk_baseAuthApi_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3924);
/* harmony import */ var _dfns_sdk_dfnsError_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(328);
/* harmony import */ var _dfns_sdk_generated_auth_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5283);
/* harmony import */ var _dfns_sdk_generated_permissions_client_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4197);
/* harmony import */ var _dfns_sdk_generated_policies_client_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5695);
Object.defineProperty(globalThis, 'FormData', { value: class FormData {
    }, configurable: true, writable: true });







/***/ }),

/***/ 8638:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ keySigner)
/* harmony export */ });
/* harmony import */ var _dfns_sdk_keysigner__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6181);
/* harmony import */ var _dfns_sdk_keysigner__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(_dfns_sdk_keysigner__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1840);
/* harmony import */ var _answers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5857);



function keySigner(privateKey, credentialId) {
    return {
        async sign(challenge) {
            const offered = (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .allowedCredentials */ .bq)(challenge);
            const credId = credentialId ?? offered[0];
            if (credId === undefined || !offered.includes(credId))
                throw notOffered(credentialId, offered);
            return new _dfns_sdk_keysigner__WEBPACK_IMPORTED_MODULE_0__.AsymmetricKeySigner({ credId, privateKey }).sign(challenge);
        },
    };
}
function notOffered(credentialId, offered) {
    return new _error_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l('CREDENTIAL_NOT_OFFERED', `Dfns does not accept the credential ${credentialId ?? '(none given)'} for this identity; it offers ${offered.join(', ') || 'no Key credential'}`, 'check the credential id, and that the Key credential is active and belongs to this user');
}


/***/ }),

/***/ 6452:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ connectFor)
});

// EXTERNAL MODULE: ./build/action/dfns/answers.js
var answers = __webpack_require__(5857);
// EXTERNAL MODULE: ./build/action/dfns/attempt.js
var attempt = __webpack_require__(1163);
// EXTERNAL MODULE: ./build/action/dfns/explain.js
var explain = __webpack_require__(9641);
// EXTERNAL MODULE: ./build/action/dfns/fault.js
var fault = __webpack_require__(5730);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(2327);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
// EXTERNAL MODULE: ./node_modules/full-http-client/lib/proxy.js
var lib_proxy = __webpack_require__(5771);
;// CONCATENATED MODULE: ./shims/http-client/proxy.js


;// CONCATENATED MODULE: ./build/action/dfns/transport.js





const userAgent = 'dfns-service-account-action';
const largestAnswer = 16 * 1024 * 1024;
function createTransport(options) {
    const agent = agentFor(new URL(options.apiUrl));
    return async (resource, request) => {
        const method = request.method ?? 'GET';
        const path = resource.pathname;
        const url = new URL(options.apiUrl + path + resource.search);
        const deadline = AbortSignal.timeout(options.requestDeadline);
        const signal = AbortSignal.any([options.signal, deadline]);
        try {
            const response = await send(url, { method, headers: headersOf(request), agent: await agent, signal }, request.body);
            const body = await readBody(response, signal);
            return judge({
                method,
                path,
                status: response.statusCode ?? 0,
                retryAfter: response.headers['retry-after'],
                body,
            });
        }
        catch (error) {
            throw faultOf(error, {
                method,
                path,
                aborted: options.signal.aborted,
                late: deadline.aborted,
                after: options.requestDeadline,
            });
        }
    };
}
async function agentFor(url) {
    const proxy = (0,lib_proxy/* getProxyUrl */.s)(url);
    if (proxy && url.protocol === 'https:') {
        const { HttpsProxyAgent } = await __webpack_require__.e(/* import() */ 659).then(__webpack_require__.bind(__webpack_require__, 7659));
        return new HttpsProxyAgent(proxy, { keepAlive: true });
    }
    return url.protocol === 'https:' ? new (external_node_https_default()).Agent({ keepAlive: true }) : new (external_node_http_default()).Agent({ keepAlive: true });
}
function headersOf({ headers, body }) {
    const given = Object.entries(headers ?? {}).filter((header) => header[1] !== undefined);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    return { accept: 'application/json', 'user-agent': userAgent, ...Object.fromEntries(given), ...length };
}
function send(url, options, body) {
    const { request } = url.protocol === 'https:' ? (external_node_https_default()) : (external_node_http_default());
    return new Promise((resolve, reject) => {
        request(url, options, resolve).on('error', reject).end(body);
    });
}
async function readBody(response, signal) {
    const chunks = [];
    let size = 0;
    for await (const chunk of response) {
        signal.throwIfAborted();
        size += chunk.length;
        if (size > largestAnswer)
            throw new UnusableAnswer(`the answer is larger than ${largestAnswer / 1024 / 1024} MB`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
class UnusableAnswer extends Error {
}
function judge({ method, path, status, retryAfter, body }) {
    if (status >= 400) {
        const seconds = retryAfterSeconds(retryAfter);
        throw new fault/* DfnsFault */.S(apiMessage(body) ?? `HTTP ${status}`, {
            kind: 'status',
            method,
            path,
            status,
            ...(seconds === undefined ? {} : { retryAfter: seconds }),
            mayHaveActed: status >= 500 || status === 408,
        });
    }
    if (status >= 300)
        throw new UnusableAnswer(`the answer is a redirect (HTTP ${status}), which is not followed`);
    const answer = parse(body, status);
    const complaint = (0,answers/* checkAnswer */.dG)(method, path, status, answer);
    if (complaint)
        throw new UnusableAnswer(complaint);
    return { ok: true, status, json: async () => answer };
}
function parse(body, status) {
    if (body.trim() === '')
        return {};
    try {
        return JSON.parse(body);
    }
    catch {
        throw new UnusableAnswer(`the answer (HTTP ${status}) is not JSON`);
    }
}
function apiMessage(body) {
    try {
        const { error, message } = JSON.parse(body);
        const text = error?.message ?? message;
        return typeof text === 'string' && text !== '' ? text : undefined;
    }
    catch {
        return undefined;
    }
}
function retryAfterSeconds(header) {
    if (header === undefined)
        return undefined;
    const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
    return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
function faultOf(error, at) {
    if (error instanceof fault/* DfnsFault */.S)
        return error;
    const { method, path } = at;
    if (at.aborted)
        return new fault/* DfnsFault */.S('the run was ended', { kind: 'aborted', method, path, mayHaveActed: true });
    if (error instanceof UnusableAnswer)
        return new fault/* DfnsFault */.S(error.message, { kind: 'answer', method, path, mayHaveActed: true });
    if (at.late) {
        const message = `no answer within ${at.after / 1000} seconds`;
        return new fault/* DfnsFault */.S(message, { kind: 'deadline', method, path, mayHaveActed: true });
    }
    const code = error.code ?? 'unknown';
    const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code);
    return new fault/* DfnsFault */.S(`the connection failed (${code})`, {
        kind: 'connection',
        method,
        path,
        mayHaveActed: !neverSent,
    });
}

;// CONCATENATED MODULE: ./build/action/dfns/connection.js





function connect(options) {
    const transport = createTransport(options);
    const { signal } = options;
    return {
        signal,
        sdkOptions: ({ token, signer } = {}) => ({
            baseUrl: options.apiUrl,
            transport,
            ...(token && { authToken: token }),
            ...(signer && { signer }),
        }),
        async perform(operation, call, look) {
            try {
                return await (0,attempt/* attempt */.j)(() => readable(call), { signal, ...(look && { look }) });
            }
            catch (error) {
                throw (0,explain/* explain */.W)(error, operation);
            }
        },
    };
}
async function readable(call) {
    try {
        return await call();
    }
    catch (error) {
        if (!(error instanceof answers/* WrongShape */.zq))
            throw error;
        throw new fault/* DfnsFault */.S(error.message, { kind: 'answer', method: '', path: '', mayHaveActed: true });
    }
}

;// CONCATENATED MODULE: ./build/action/modes/context.js

const patience = 30_000;
function connectFor({ apiUrl, timeout }, signal) {
    return connect({ apiUrl, signal, requestDeadline: Math.min(patience, timeout / 5) });
}


/***/ }),

/***/ 5342:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bX: () => (/* binding */ credentialState),
  lB: () => (/* binding */ observe),
  G$: () => (/* binding */ proveGiven)
});

// EXTERNAL MODULE: ./build/action/dfns/client.js
var dfns_client = __webpack_require__(2471);
// EXTERNAL MODULE: ./build/action/dfns/proof.js
var dfns_proof = __webpack_require__(3532);
// EXTERNAL MODULE: ./build/action/account/token-claims.js
var token_claims = __webpack_require__(9081);
// EXTERNAL MODULE: ./build/action/error.js
var error = __webpack_require__(1840);
// EXTERNAL MODULE: ./build/action/dfns/sdk.js
var sdk = __webpack_require__(434);
;// CONCATENATED MODULE: ./build/action/dfns/session.js



async function login(connection, { orgId, username, signer }) {
    const options = connection.sdkOptions();
    const answer = await connection.perform({ doing: `log in as ${username}` }, async () => {
        const challenge = await sdk/* BaseAuthApi */.m$.createUserLoginChallenge({ orgId, username }, options);
        const firstFactor = await signer.sign(challenge);
        return sdk/* BaseAuthApi */.m$.createUserLogin({ challengeIdentifier: challenge.challengeIdentifier, firstFactor }, options);
    });
    if (!('token' in answer) || typeof answer.token !== 'string') {
        throw new error/* ActionError */.l('SSO_REQUIRED', `could not log in as ${username}: the organisation wants this user to go on through single sign-on`, 'use an organisation user who logs in with a Key credential alone');
    }
    return { token: answer.token, signer, claims: (0,token_claims/* readClaims */.I)(answer.token) };
}
function readySession(token, signer) {
    return { token, claims: (0,token_claims/* readClaims */.I)(token), ...(signer && { signer }) };
}

// EXTERNAL MODULE: ./build/action/dfns/signer.js
var signer = __webpack_require__(8638);
;// CONCATENATED MODULE: ./build/action/modes/observe.js





async function observe(connection, { provisioner, orgId }) {
    if (!provisioner)
        throw new error/* ActionError */.l('INVALID_INPUTS', 'no provisioner is given', 'give provisioner-username and its key');
    const session = await observe_open(connection, provisioner, orgId);
    refuseOtherOrganisation(orgId, session.claims.orgId, 'the provisioner');
    const client = (0,dfns_client/* createClient */.U)(connection, session);
    const [accounts, roles] = await Promise.all([client.listAccounts(), client.listRoles()]);
    return { client, accounts, roles };
}
async function observe_open(connection, provisioner, orgId) {
    if (provisioner.kind === 'token') {
        const { token, key, credentialId } = provisioner;
        return readySession(token, key && (0,signer/* keySigner */.Y)(key.privateKey, credentialId));
    }
    const { username, credentialId, key } = provisioner;
    return login(connection, { orgId: orgId ?? '', username, signer: (0,signer/* keySigner */.Y)(key.privateKey, credentialId) });
}
async function proveGiven(connection, credential, orgId) {
    if (!credential)
        return { state: 'none' };
    const { token, key, credentialId } = credential;
    try {
        const proof = await (0,dfns_proof/* prove */.z)(connection, {
            token,
            ...(key && { privateKey: key.privateKey }),
            ...(credentialId && { credentialId }),
        });
        refuseOtherOrganisation(orgId, proof.orgId, 'the token of the service account');
        return { state: 'working', proof };
    }
    catch (error) {
        if ((0,dfns_proof/* isRefusal */.v)(error))
            return { state: 'refused', error };
        throw error;
    }
}
function credentialState(given) {
    switch (given.state) {
        case 'none':
            return given;
        case 'refused':
            return { state: 'refused', why: given.error.message, tokenRefused: given.error.code === 'TOKEN_REFUSED' };
        case 'working': {
            const { userId, credentialId } = given.proof;
            return { state: 'working', ...(userId && { userId }), ...(credentialId && { credentialId }) };
        }
    }
}
function refuseOtherOrganisation(wanted, actual, whose) {
    if (!wanted || !actual || wanted === actual)
        return;
    throw new error/* ActionError */.l('OTHER_ORGANISATION', `${whose} belongs to the organisation ${actual}, not to org-id ${wanted}`, 'correct org-id, or pass the credentials of that organisation');
}


/***/ }),

/***/ 9949:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OO: () => (/* binding */ desiredOf),
/* harmony export */   W0: () => (/* binding */ endIsNear),
/* harmony export */   tX: () => (/* binding */ outcomeOfCredential)
/* harmony export */ });
/* harmony import */ var _account_token_claims_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9081);

function desiredOf({ name, role, exclusive, onDrift, onLostToken }) {
    return { name, exclusive, onDrift, onLostToken, ...(role && { role }) };
}
function outcomeOfCredential({ token, key, proof, }) {
    const { credentialId, userId, orgId, expiresAt } = proof;
    return {
        token,
        ...(key?.privateKey && { privateKey: key.privateKey }),
        ...(key && { publicKey: key.publicKey, keyFingerprint: key.fingerprint }),
        ...(credentialId && { credentialId }),
        ...(userId && { serviceAccountId: userId }),
        ...(orgId && { orgId }),
        ...(expiresAt && { expiresAt, daysLeft: (0,_account_token_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .daysLeft */ .H)(expiresAt, new Date()) }),
        unseen: [
            ...(proof.keyProven ? [] : ['whether a private key belongs to the token: none was at hand to sign with']),
            ...(expiresAt ? [] : ['when the token expires: it does not say so itself, and Dfns does not tell']),
        ],
    };
}
function endIsNear({ proof: { expiresAt } }, { name, warnBeforeDays }) {
    const days = expiresAt && (0,_account_token_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .daysLeft */ .H)(expiresAt, new Date());
    if (!expiresAt || days === undefined || days > warnBeforeDays)
        return undefined;
    return (`the token of ${name} expires in ${days} ${days === 1 ? 'day' : 'days'}, on ${expiresAt.toISOString()}; ` +
        'Dfns issues no new token for an account, so that the account must be replaced before then');
}


/***/ }),

/***/ 1162:
/***/ ((__unused_webpack_module, exports) => {

// What @dfns/sdk calls as `fetch`: it hands on the client's options with each request, and ours carry the transport (src/dfns/transport.ts).
exports.fetch = (resource, options) => options.apiOptions.transport(resource, options);


/***/ })

};
;