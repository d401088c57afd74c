"use strict";exports.id=6550,exports.ids=[6550],exports.modules={26550:(t,e,r)=>{function s(t,e){return fetch(t,e).catch(t=>{throw t.cause??t})}r.r(e),r.d(e,{default:()=>s})}};
