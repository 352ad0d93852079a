// Brings what reads aloud, the first time that somebody asks for it; later ones find it there, with or without a network.
const { listenTable } = document.querySelector('script[data-listen]').dataset;
const get = (url, options) => fetch(url, options).then((answer) => (answer.ok ? answer : Promise.reject(answer.status)));

async function bring() {
  const table = await get(listenTable).then((answer) => answer.json());
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: table.js, integrity: table.jsIntegrity }));
  const [glue, module_or_path] = await Promise.all([import(table.js), get(table.wasm, { integrity: table.wasmIntegrity })]);
  await glue.default({ module_or_path });
  glue.start(table);
  return glue;
}

let brought;
export const listen = async (button) => (await (brought ??= bring().catch((reason) => { brought = undefined; throw reason; }))).listen(button);
