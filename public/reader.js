// What the reader decides, and small acts on the page. It is here rather than in the program because it must work where the program is not sent: on sparing networks
// and in engines that cannot run it.
const root = document.documentElement;
const settings = document.querySelector('.reading__form');

// Settings are kept as attributes of the root, under the names that the style sheet knows. The service worker writes them into each page before it is shown: it reads
// them from its cache, since nothing else is open to both.
const KEPT = 'passerelle.reading';
const kept = () => { try { return JSON.parse(localStorage[KEPT] ?? '{}'); } catch { return {}; } };
const show = (choices) => {
  for (const { name } of settings.querySelectorAll('[value=""]')) {
    if (choices[name]) root.dataset[name] = choices[name]; else delete root.dataset[name];
    for (const radio of settings.elements[name]) radio.checked = radio.value === (choices[name] ?? '');
  }
};
const keep = async (choices) => {
  show(choices);
  try {
    if (Object.keys(choices).length) localStorage[KEPT] = JSON.stringify(choices); else delete localStorage[KEPT];
    await (await caches.open('reading')).put('/reading', new Response(JSON.stringify(choices)));
  } catch { /* A browser that keeps nothing: the choice holds for this page. */ }
};
if (settings) {
  show(kept());
  settings.addEventListener('change', ({ target }) => {
    const choices = kept();
    if (target.value) choices[target.name] = target.value; else delete choices[target.name];
    keep(choices);
  });
  settings.addEventListener('reset', async (event) => {
    event.preventDefault();
    await keep({});
    try {
      for (const name of await caches.keys()) await caches.delete(name);
      // It comes back with the next page, with nothing but the pages that it always keeps.
      await (await navigator.serviceWorker.getRegistration())?.unregister();
    } catch { /* A browser that keeps nothing. */ }
    settings.querySelector('[role=status]').textContent = settings.querySelector('[type=reset]').dataset.said;
  });
}

// Leaving takes this page's place in the history.
const exit = () => { const way = document.querySelector('[data-act=exit]'); if (way) location.replace(way.href); };
let shifts = 0;
addEventListener('keydown', ({ key }) => { shifts = key === 'Shift' ? shifts + 1 : 0; if (shifts === 3) exit(); });

const acts = {
  exit,
  print: () => print(),
  share: (button) => (navigator.share ? navigator.share({ title: document.title, url: location.href }).catch(() => {}) : acts.copy(button)),
  copy: async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy ?? location.href);
    const words = button.lastElementChild, before = words.textContent;
    words.textContent = button.dataset.said;
    words.role = 'status';
    setTimeout(() => { words.textContent = before; words.role = null; }, 2000);
  },
};
addEventListener('click', (event) => {
  const touched = event.target.closest?.('[data-act]');
  if (!touched) return;
  event.preventDefault();
  acts[touched.dataset.act](touched);
});
root.dataset.script = '';

// The typeface that came too late for the first paint comes in when nothing on the screen would move by it, else with the first link followed, which changes the whole
// page anyway. Both layouts are made before anything is painted.
// What goes with its line (a word in a sentence) is left out, as browsers do when they measure what moves; and so are three pixels sideways. The header has places of
// its own.
const places = () => [...document.querySelectorAll('main :not(span, sup, strong, em, use)')].flatMap((element) => {
  const { x, y } = element.getBoundingClientRect();
  return y < innerHeight ? [x / 3, y] : [0, innerHeight];
});
document.fonts?.load('1em "Atkinson Hyperlegible Next, late"').then(() => {
  const before = places();
  root.dataset.face = '';
  if (places().some((place, index) => Math.abs(place - before[index]) >= 1)) delete root.dataset.face;
}).catch(() => {});
addEventListener('click', ({ target }) => { if (target.closest?.('a')) root.dataset.face = ''; }, true);

// Pages that were read stay readable without network. Trusted Types: the one policy of the site, for the one address of the worker.
if ('serviceWorker' in navigator && document.querySelector('script[data-wasm]')) {
  const url = '/service.js';
  const policy = globalThis.trustedTypes?.createPolicy('service', { createScriptURL: () => url });
  addEventListener('load', () => setTimeout(() => navigator.serviceWorker.register(policy?.createScriptURL(url) ?? url).catch(() => {}), 1500));
}
