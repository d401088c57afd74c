"use strict";exports.id=311,exports.ids=[311],exports.modules={12692:(r,e,o)=>{function s(){throw Error("open is a shim here: nobody sits before a runner")}o.r(e),o.d(e,{default:()=>s})}};
