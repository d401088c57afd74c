"use strict";
exports.id = 708;
exports.ids = [708];
exports.modules = {

/***/ 4708:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runMode: () => (/* binding */ runMode)
/* harmony export */ });
async function runMode(options, context) {
    switch (options.mode) {
        case 'ensure':
            return (await Promise.all(/* import() */[__webpack_require__.e(175), __webpack_require__.e(342), __webpack_require__.e(284)]).then(__webpack_require__.bind(__webpack_require__, 3284))).ensure(options, context);
        case 'validate':
            return (await Promise.all(/* import() */[__webpack_require__.e(175), __webpack_require__.e(342), __webpack_require__.e(863)]).then(__webpack_require__.bind(__webpack_require__, 4863))).validate(options, context);
    }
}


/***/ })

};
;