"use strict";exports.id=241,exports.ids=[241],exports.modules={37003:(s,t,e)=>{e.d(t,{AuthClient:()=>r.U,Q:()=>i.Q,U:()=>d.U});var r=e(94655),d=e(71113),i=e(57107)}};
