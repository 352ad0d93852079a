// Brings the program once the page can be read. Until then, and without it, the page is complete: every link and disclosure works.
// One of the few things that wasm cannot do: start itself.
// A page that no program takes over (a draft, the style page) says nothing of one.
const { js, jsIntegrity, wasm, wasmIntegrity, page, version, frame } = document.querySelector('script[data-wasm]')?.dataset ?? {};

const get = (url, options) => fetch(url, { priority: 'low', ...options }).then((answer) => (answer.ok ? answer : Promise.reject(answer.status)));

async function start() {
  const preload = document.createElement('link');
  Object.assign(preload, { rel: 'modulepreload', href: js, integrity: jsIntegrity, fetchPriority: 'low' });
  document.head.append(preload);
  const json = (url) => get(url).then((answer) => answer.json());
  const [program, pageJson, frameJson] = await Promise.all([import(js), json(page), json(frame), get(wasm, { integrity: wasmIntegrity })
    .then((module_or_path) => import(js).then((glue) => glue.default({ module_or_path })))]);
  // The page was published again since it was loaded: what is on the screen stays as it is.
  if (pageJson.version === version) program.hydrate(pageJson, frameJson);
}

// Who pays for each kilobyte or has little of a network keeps the static page, unless it needs the program.
const network = navigator.connection ?? {};
const sparing = network.saveData || /2g/.test(network.effectiveType);
if (sparing) document.documentElement.dataset.sparing = '';
const needed = document.querySelector('[data-needs-program]');
if (wasm && 'WebAssembly' in globalThis && (needed || !sparing)) {
  // After the first paint, when the page has answered whatever was asked of it.
  const soon = globalThis.requestIdleCallback ?? ((act) => setTimeout(act));
  requestAnimationFrame(() => soon(() => start().catch((reason) => console.info('Sans programme :', reason)), { timeout: 1000 }));
}
