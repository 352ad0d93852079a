// Opens the editors' door. What wasm cannot do: take the token out of the address before anything else is asked for, and start itself.
const fragment = location.hash;
history.replaceState(null, '', location.pathname);
const { door, doorJs: js, doorJsIntegrity: jsIntegrity, doorWasm: wasm, doorWasmIntegrity: wasmIntegrity } = document.querySelector('script[data-door]').dataset;
const reloaded = performance.getEntriesByType('navigation')[0]?.type === 'reload';
const get = (url, options) => fetch(url, options).then((answer) => (answer.ok ? answer : Promise.reject(answer.status)));
const link = document.createElement('link');
Object.assign(link, { rel: 'modulepreload', href: js, integrity: jsIntegrity });
document.head.append(link);
// Where drafts come from may be changed without building the site again.
const config = get('/config.json', { cache: 'no-store' }).then((answer) => answer.json()).catch(() => ({}));
Promise.all([import(js), get(door).then((answer) => answer.json()), config, get(wasm, { integrity: wasmIntegrity })])
  .then(async ([glue, data, { backend }, module_or_path]) => {
    await glue.default({ module_or_path });
    glue.preview({ ...data, backend }, fragment, reloaded);
    document.querySelector('.preview-door').dataset.open = '';
  })
  .catch((reason) => { console.info('Aperçu :', reason); document.querySelector('#preview-said').textContent = document.querySelector('.preview-door').dataset.failed; });
