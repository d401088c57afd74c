"use strict";exports.id=12,exports.ids=[12],exports.modules={61012:(s,r,e)=>{e.d(r,{fromEnv:()=>o.sF});var o=e(43615)}};
