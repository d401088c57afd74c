"use strict";exports.id=779,exports.ids=[779],exports.modules={3779:(r,e,o)=>{function s(){throw Error("open is a shim here: nobody sits before a runner")}o.r(e),o.d(e,{default:()=>s})}};
