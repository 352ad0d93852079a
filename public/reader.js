// What the reader decides, and small acts on the page. It is here rather than in the program because it must work where the program is not sent: on sparing networks
// and in engines that cannot run it.
const root = document.documentElement;
const settings = document.querySelector('.reading__form');
const said = document.querySelector('#said');
root.dataset.script = '';
const ear = document.querySelector('script[data-listen]')?.dataset;
if (ear && globalThis.speechSynthesis) root.dataset.voice = '';

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
  settings.querySelector('[role=status]').textContent = '';
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
    event.stopPropagation();
    await keep({});
    // First emptied, which is noted, then forgotten.
    document.querySelectorAll('form[data-keep]').forEach((form) => form.reset());
    try { delete localStorage[TICKED]; delete sessionStorage['passerelle.speed']; } catch { /* A browser that keeps nothing. */ }
    try {
      for (const name of await caches.keys()) await caches.delete(name);
      // It comes back with the next page, with nothing but the pages that it always keeps.
      await (await navigator.serviceWorker.getRegistration())?.unregister();
    } catch { /* A browser that keeps nothing. */ }
    settings.querySelector('[role=status]').textContent = settings.querySelector('[type=reset]').dataset.said;
  });
}

// What is ticked in a form that says so stays on the device, until it is erased.
const TICKED = 'passerelle.ticked';
const ticked = () => { try { return JSON.parse(localStorage[TICKED] ?? '{}'); } catch { return {}; } };
const bring = () => document.querySelectorAll('form[data-keep]').forEach((form) => {
  for (const box of form) if (ticked()[form.dataset.keep]?.includes(box.value)) box.checked = true;
});
bring();
const note = ({ target, type }) => {
  const form = target.closest?.('form[data-keep]');
  if (!form) return;
  const all = ticked();
  all[form.dataset.keep] = type === 'reset' ? [] : [...form].filter((box) => box.checked).map((box) => box.value);
  try { localStorage[TICKED] = JSON.stringify(all); } catch { /* A browser that keeps nothing. */ }
};
addEventListener('change', note);
addEventListener('reset', note);

// The survey's drawing follows the chosen finding, or the one that the address names. The program does the rest, after the next paint.
const draw = (radio) => { const view = radio?.closest('.voices'); if (view) view.dataset.shown = radio.dataset.reading; };
const named = () => draw(document.querySelector('.voices [name=finding]:checked') ?? document.querySelector('.voices :target > [name=finding]'));
addEventListener('change', ({ target }) => { if (target.name === 'finding') draw(target); });
addEventListener('hashchange', () => { if (!document.querySelector('.voices[data-live]')) named(); });
addEventListener('reset', ({ target }) => { delete target.closest('.voices')?.dataset.shown; });
named();

// Whether somebody answers now: the build wrote the openings to come, each with what is said while it lasts and before it; here the clock chooses.
const answer = () => document.querySelectorAll('[data-openings]').forEach((line) => {
  const now = Date.now() / 60000;
  const next = line.dataset.openings.split(';').map((opening) => opening.split('|')).find(([, end]) => end > now);
  const open = next && next[0] <= now;
  const told = next ? next[open ? 2 : 3] : '';
  if (line.textContent !== told) line.textContent = told;
  line.toggleAttribute('data-open', !!open);
});
answer();
setInterval(answer, 30000);
new MutationObserver(answer).observe(document.body, { childList: true, subtree: true });

// What is open in the header closes on Escape (the focus goes back to its button), when something else is touched, and when the focus leaves.
const folds = () => [...document.querySelectorAll('.header details[open]')];
const leave = ({ target }) => folds().forEach((fold) => { if (!fold.contains(target)) fold.open = false; });
addEventListener('pointerdown', leave);
addEventListener('focusin', leave);
addEventListener('keydown', (event) => {
  const fold = event.key === 'Escape' && folds().pop();
  if (!fold) return;
  // One key, one thing: whoever else listens to Escape leaves it.
  event.preventDefault();
  fold.open = false;
  fold.querySelector('summary').focus();
});

// Leaving takes this page's place in the history. Shift pressed three times within a second each, and nothing else between.
const exit = () => { const way = document.querySelector('[data-act=exit]'); if (way) location.replace(way.href); };
let shifts = [];
addEventListener('pointerdown', () => { shifts = []; });
addEventListener('keydown', ({ key, repeat }) => {
  if (repeat) return;
  shifts = key === 'Shift' ? [...shifts.filter((time) => Date.now() - time < 2000), Date.now()] : [];
  if (shifts.length === 3) exit();
});

const acts = {
  exit,
  // What reads aloud comes when it is asked for. Some devices let a voice speak at a touch alone: it says nothing now, and may speak when the part is there.
  listen: async (button) => {
    const voice = speechSynthesis.getVoices().find((known) => known.localService);
    if (voice && !speechSynthesis.speaking) speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(''), { voice }));
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: ear.listen, integrity: ear.listenIntegrity }));
    (await import(ear.listen)).listen(button);
  },
  print: () => print(),
  share: (button) => (navigator.share ? navigator.share({ title: document.title, url: location.href }).catch(() => {}) : acts.copy(button)),
  // As spreadsheets take it: what could be a formula there is made a text.
  table: (button) => {
    const table = button.parentElement.querySelector('table');
    const cell = ({ innerText }) => innerText.trim().replace(/\s+/g, ' ').replace(/^[-=+@]/, "'$&");
    const rows = [...table.rows].map((row) => [...row.cells].map(cell).join('\t'));
    button.dataset.copy = [table.caption?.innerText, ...rows, document.title, button.closest('[data-end]')?.dataset.end, location.href].join('\n');
    return acts.copy(button);
  },
  copy: async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy ?? location.href);
    // The style sheet shows it on the button, the status says it.
    button.dataset.done = '';
    said.textContent = button.dataset.said;
    setTimeout(() => { delete button.dataset.done; said.textContent = ''; }, 2000);
  },
};
addEventListener('click', (event) => {
  const touched = event.target.closest?.('[data-act]');
  if (!touched) return;
  event.preventDefault();
  Promise.resolve(acts[touched.dataset.act](touched)).catch(() => {});
});

// The typeface that came too late for the first paint comes in when nothing on the screen would move by it, else with the first link to another page, when all changes
// anyway. Both layouts are made before anything is painted.
// What goes with its line (a word in a sentence) is left out, as browsers do when they measure what moves; and so are three pixels sideways. The header has places of
// its own.
const places = (around, found = []) => {
  for (const element of around.children) {
    const { x, y } = element.getBoundingClientRect();
    // What begins below the screen is not looked into: a long page would take its time.
    if (y >= innerHeight) continue;
    if (!element.matches('span, sup, strong, em, use')) found.push(x / 3, y);
    if (!element.matches('details:not([open])')) places(element, found);
  }
  return found;
};
document.fonts?.load('1em "Atkinson Hyperlegible Next, late"').then(() => {
  const main = document.querySelector('main');
  const before = places(main);
  root.dataset.face = '';
  const after = places(main);
  if (after.length !== before.length || after.some((place, index) => Math.abs(place - before[index]) >= 1)) delete root.dataset.face;
}).catch(() => {});
addEventListener('click', ({ target, ctrlKey, metaKey, shiftKey }) => {
  const link = target.closest?.('a[href^="/"]');
  if (link && link.pathname !== location.pathname && !ctrlKey && !metaKey && !shiftKey) root.dataset.face = '';
}, true);

// A word that the page explains opens in place, where the browser can: Escape and touching elsewhere close it, and the focus goes back.
const bubble = document.createElement('div');
Object.assign(bubble, { className: 'bubble', role: 'note', tabIndex: -1, popover: 'auto' });
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="#mot-"]');
  const word = link && bubble.showPopover && document.getElementById(link.hash.slice(1));
  if (!word || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  const name = document.createElement('strong');
  name.textContent = word.textContent;
  bubble.replaceChildren(name, word.nextElementSibling.textContent);
  const say = 'voice' in root.dataset && document.querySelector('.header__listen').cloneNode(true);
  if (say) { say.className = 'button button--quiet'; bubble.append(say); }
  document.body.append(bubble);
  bubble.showPopover();
  bubble.focus();
}, true);
// The other text of the page, and both together, open where the reader is in this one.
const textOf = (path) => path.replace(/(-facile)?[/](a-deux[/])?$/, '');
addEventListener('click', ({ target }) => {
  const way = target.closest?.('main a[href^="/"]');
  if (!way || way.hash || way.pathname === location.pathname || textOf(way.pathname) !== textOf(location.pathname)) return;
  const read = [...document.querySelectorAll('.prose h2[id], .together__part > h2[id]')].filter((title) => title.getBoundingClientRect().top < innerHeight / 2).pop();
  if (read && scrollY) way.hash = read.id;
}, true);

// Pages that were read stay readable without network: the worker keeps documents that pass through it, this keeps those that the program shows or that came before it.
// The copy waits until the page is still.
const keepPage = (pathname) => setTimeout(() => {
  if ('sparing' in root.dataset || !navigator.onLine || !navigator.serviceWorker.controller) return;
  caches.open('pages').then(async (pages) => await pages.match(pathname) ?? pages.add(pathname)).catch(() => {});
}, 1500);
// Without network, the page that says so lists what this device keeps, and since when.
const shelf = 'offline' in root.dataset && document.body.dataset.kept && document.querySelector('.article__head');
if (shelf) caches.open('pages').then(async (pages) => {
  const copies = await Promise.all((await pages.keys()).map(async ({ url }) => {
    const copy = await pages.match(url);
    const [, title] = (await copy.text()).match(/<title>(.*?)<\/title>/) ?? [];
    return { href: new URL(url).pathname, title: title?.split(' – ')[0].replaceAll('&amp;', '&'), day: copy.headers.get('date') };
  }));
  const make = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);
  const list = make('ul', '');
  for (const { href, title, day } of copies.sort((one, other) => one.title?.localeCompare(other.title))) {
    if (!title || href === '/hors-ligne/') continue;
    const item = make('li', '');
    item.append(make('a', title, { href }));
    const told = day && document.body.dataset.keptCopy.replace('{date}', new Date(day).toLocaleDateString(root.lang, { dateStyle: 'long' }));
    if (told) item.append(` (${told})`);
    list.append(item);
  }
  const section = make('section', '', { className: 'brief' });
  section.setAttribute('aria-labelledby', 'kept-title');
  section.append(make('h2', document.body.dataset.kept, { className: 'brief__title', id: 'kept-title' }), list);
  shelf.append(section);
}).catch(() => {});
// Without network, trying again asks for the document, which the worker may have.
addEventListener('click', (event) => {
  if (!event.target.closest?.('[data-retry]') || navigator.onLine || !navigator.serviceWorker?.controller) return;
  event.stopImmediatePropagation();
  location.reload();
}, true);
// Trusted Types: the one policy of the site, for the one address of the worker.
if ('serviceWorker' in navigator && document.querySelector('script[data-wasm]')) {
  const url = '/service.js';
  const policy = globalThis.trustedTypes?.createPolicy('service', { createScriptURL: () => url });
  addEventListener('load', () => setTimeout(() => navigator.serviceWorker.register(policy?.createScriptURL(url) ?? url).catch(() => {}), 1500));
  navigator.serviceWorker.addEventListener('controllerchange', () => keepPage(location.pathname));
  // The address follows the title.
  new MutationObserver(() => setTimeout(() => { keepPage(location.pathname); bring(); }, 100)).observe(document.querySelector('title'), { childList: true });
}
