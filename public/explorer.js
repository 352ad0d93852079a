// Brings the program of a survey's page once the page can be read, and lets what is chosen before it comes be seen at once. Without it the page is complete, but for filters
// and crossings.
const { js, jsIntegrity, program: wasm, programIntegrity: wasmIntegrity, survey, columns, size, engine, engineIntegrity, simdIntegrity, scalarIntegrity, loading, failed } = document.querySelector('script[data-survey]').dataset;
const root = document.querySelector('.explorer');
const names = { ordre: 'order', unite: 'unit', niveau: 'level' };
const chosen = ({ target }) => { if (names[target.name]) root.dataset[names[target.name]] = target.value; };
root.addEventListener('change', chosen);
// A browser that comes back to the page keeps what was checked.
root.querySelectorAll(':checked').forEach((input) => chosen({ target: input }));

// Questions that stand folded with their group are opened for who comes to them by the address, or by a link of the page; not every browser does.
const unfold = (hash, query) => {
  const named = [...query.matchAll(/[?&][gckt]\.([^=&]+)/g)].map(([, code]) => `q-${code}`);
  for (const id of [...named, hash.slice(1)]) {
    const fold = document.getElementById(id)?.closest('.explorer__items:not([open])');
    if (fold) fold.open = true;
    if (fold && `#${id}` === hash) document.getElementById(id).scrollIntoView();
  }
};
const arrive = () => unfold(location.hash, location.search);
addEventListener('hashchange', arrive);
addEventListener('popstate', arrive);
document.addEventListener('click', ({ target }) => { const link = target.closest?.('a[href*="#q-"]'); if (link) unfold(link.hash, link.search); });
arrive();

const get = (url, options) => fetch(url, { priority: 'low', ...options }).then((answer) => (answer.ok ? answer : Promise.reject(answer.status)));
const status = root.querySelector('.explorer__kept');
const said = status.textContent;
const say = (words) => { if (status.textContent !== words) status.textContent = words; };

const preload = (href, integrity) => {
  const link = document.createElement('link');
  Object.assign(link, { rel: 'modulepreload', href, integrity, fetchPriority: 'low' });
  document.head.append(link);
};

// The answers, said to be on their way when they take their time.
async function answers() {
  const answer = await get(columns);
  const bytes = new Uint8Array(+size);
  const reader = answer.body.getReader();
  const begun = performance.now();
  let at = 0;
  for (let part; !(part = await reader.read()).done;) {
    bytes.set(part.value, at);
    at += part.value.length;
    if (performance.now() - begun > 400) say(loading.replace('{percent}', Math.floor((100 * at) / bytes.length)));
  }
  return bytes;
}

// The engine that counts them, and the beginning of their file, which tells what it counts: what is added to the program when there are answers.
async function counting() {
  if (!columns) return [undefined, new Uint8Array()];
  preload(engine, engineIntegrity);
  const [{ open }, bytes] = await Promise.all([import(engine), answers()]);
  return [await open(bytes, [simdIntegrity, scalarIntegrity]), bytes.subarray(0, 12 + 4 * (bytes[6] + 256 * bytes[7]))];
}

let started;
function start() {
  started ??= Promise.all([import(js), get(survey).then((answer) => answer.json()), counting(), get(wasm, { integrity: wasmIntegrity })
    .then((module_or_path) => import(js).then((glue) => glue.default({ module_or_path })))])
    .then(([program, json, [counter, beginning]]) => {
      root.removeEventListener('change', chosen);
      say(said);
      program.explore(json, counter, beginning);
    })
    .catch((reason) => { say(failed); console.info('Sans programme :', reason); });
  return started;
}

if ('WebAssembly' in globalThis) {
  const network = navigator.connection ?? {};
  if (network.saveData || /2g/.test(network.effectiveType)) {
    // Who pays for each kilobyte pays when a mark is asked for, or when the address asks for more than the page shows.
    const ask = async ({ target }) => {
      const mark = target.closest('.explorer__mark');
      if (!mark) return;
      root.removeEventListener('click', ask);
      await start();
      mark.click();
    };
    root.addEventListener('click', ask);
    if (location.search) start();
  } else {
    const soon = globalThis.requestIdleCallback ?? ((act) => setTimeout(act));
    requestAnimationFrame(() => soon(() => { preload(js, jsIntegrity); start(); }, { timeout: 1000 }));
  }
}
