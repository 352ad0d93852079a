// Brings what asks WordPress whether a page has changed, once the page stands. Without it, and for who spares the network, the site is the copy of its last build.
const { wordpress: table, liveJs, liveJsIntegrity, liveWasm, liveWasmIntegrity, newerJs, newerJsIntegrity, newerWasm, newerWasmIntegrity } = document.querySelector('script[data-wordpress]').dataset;
const get = (url, options) => fetch(url, { priority: 'low', ...options }).then((answer) => (answer.ok ? answer : Promise.reject(answer.status)));

async function part(js, jsIntegrity, wasm, wasmIntegrity) {
  const link = document.createElement('link');
  Object.assign(link, { rel: 'modulepreload', href: js, integrity: jsIntegrity, fetchPriority: 'low' });
  document.head.append(link);
  const [glue, module_or_path] = await Promise.all([import(js), get(wasm, { integrity: wasmIntegrity })]);
  await glue.default({ module_or_path });
  return glue;
}

// What makes a page of WordPress' answer: fetched when a page did change.
let brought;
const newer = () => brought ??= part(newerJs, newerJsIntegrity, newerWasm, newerWasmIntegrity).catch((reason) => { brought = undefined; throw reason; });

async function start() {
  // Where the site is served, another address may be given, or none.
  const { backend } = await get('/config.json', { cache: 'no-store' }).then((answer) => answer.json());
  if (!backend) return;
  const [glue, known] = await Promise.all([part(liveJs, liveJsIntegrity, liveWasm, liveWasmIntegrity), get(table).then((answer) => answer.json())]);
  const by = (what) => (...given) => newer().then((glue) => glue[what](...given)).catch((reason) => { console.info('Sans le nouveau texte :', reason); throw reason; });
  glue.live(known, backend, by('newer'), by('show'));
}

const network = navigator.connection ?? {};
if ('WebAssembly' in globalThis && !network.saveData && !/2g/.test(network.effectiveType)) {
  const soon = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 500));
  const later = () => soon(() => start().catch((reason) => console.info('Sans WordPress :', reason)), { timeout: 3000 });
  if (document.readyState === 'complete') later(); else addEventListener('load', later);
}
