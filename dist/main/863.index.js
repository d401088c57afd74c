"use strict";
exports.id = 863;
exports.ids = [863];
exports.modules = {

/***/ 4863:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   validate: () => (/* binding */ validate)
/* harmony export */ });
/* harmony import */ var _account_drift_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8889);
/* harmony import */ var _account_find_role_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7424);
/* harmony import */ var _account_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75);
/* harmony import */ var _error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1840);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6452);
/* harmony import */ var _observe_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5342);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9949);







async function validate(options, context) {
    const connection = (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .connectFor */ .I)(options, context.deadline.signal);
    const [given, organisation] = await Promise.all([
        (0,_observe_js__WEBPACK_IMPORTED_MODULE_5__/* .proveGiven */ .G$)(connection, options.credential, options.orgId),
        options.provisioner && (0,_observe_js__WEBPACK_IMPORTED_MODULE_5__/* .observe */ .lB)(connection, options),
    ]);
    const facts = organisation ? inspect(options, organisation, given) : {};
    context.note(facts);
    if (given.state === 'refused')
        throw given.error;
    if (given.state === 'none' || !options.credential)
        throw new _error_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .l('INVALID_INPUTS', 'there is no credential to validate', 'give token');
    const { token, key } = options.credential;
    const credential = { token, proof: given.proof, ...(key && { key }) };
    const { unseen, ...proven } = (0,_outcome_js__WEBPACK_IMPORTED_MODULE_6__/* .outcomeOfCredential */ .tX)(credential);
    const nearEnd = (0,_outcome_js__WEBPACK_IMPORTED_MODULE_6__/* .endIsNear */ .W0)(credential, options);
    if (nearEnd)
        context.warn(nearEnd);
    return {
        ...proven,
        ...facts,
        name: options.name,
        apiUrl: options.apiUrl,
        status: 'unchanged',
        changed: false,
        plan: [],
        unseen: [...unseen, ...(organisation ? [] : unseenWithoutProvisioner(options))],
    };
}
function inspect(options, { accounts, roles }, given) {
    const account = (0,_account_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .accountNamed */ .xM)(options.name, accounts);
    if (!account)
        throw notFound(options.name, given);
    const state = (0,_observe_js__WEBPACK_IMPORTED_MODULE_5__/* .credentialState */ .bX)(given);
    if (!(0,_account_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .belongsTo */ .g4)(account, state, accounts))
        throw (0,_account_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .ofAnother */ .LY)(account, (0,_account_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .ownerOf */ .bf)(state, accounts));
    const role = options.role && (0,_account_find_role_js__WEBPACK_IMPORTED_MODULE_1__/* .findRole */ ._)(options.role, roles);
    const desired = (0,_outcome_js__WEBPACK_IMPORTED_MODULE_6__/* .desiredOf */ .OO)(options);
    const drifts = [...(0,_account_drift_js__WEBPACK_IMPORTED_MODULE_0__/* .driftOfAccount */ .W)(desired, account, role), ...(0,_account_drift_js__WEBPACK_IMPORTED_MODULE_0__/* .driftOfRole */ .N)(desired, role, accounts)];
    refuseFaulty(drifts, given);
    const assignmentId = account.roles.find(({ roleId }) => roleId === role?.id)?.assignmentId;
    return {
        serviceAccountId: account.id,
        ...(role && { roleId: role.id, roleName: role.name }),
        ...(assignmentId && { assignmentId }),
    };
}
function refuseFaulty(drifts, given) {
    const [first] = drifts;
    if (!first)
        return;
    const refused = given.state === 'refused' ? [given.error.message] : [];
    const code = given.state === 'refused' && first.code !== 'ACCOUNT_INACTIVE' ? given.error.code : first.code;
    throw new _error_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .l(code, [...drifts.map(({ message }) => message), ...refused].join('; '), 'run the action with mode: ensure, which mends this, or change the declaration to what is there');
}
function notFound(name, given) {
    const refused = given.state === 'refused' ? `; and ${given.error.message}` : '';
    return new _error_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .l('ACCOUNT_NOT_FOUND', `the organisation has no service account named ${name}${refused}`, 'check name and org-id, or run the action with mode: ensure, which creates it');
}
function unseenWithoutProvisioner({ name, role }) {
    return [
        `whether the account that the token belongs to is named ${name}, and is the only one: that takes a provisioner`,
        ...(role ? [`whether it holds the role ${role.value}, and what that role permits: that takes a provisioner`] : []),
    ];
}


/***/ })

};
;