"use strict";exports.id=1012,exports.ids=[1012],exports.modules={61012:(s,r,e)=>{e.d(r,{fromEnv:()=>o.sF});var o=e(43615)}};
