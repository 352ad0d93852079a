// Keeps the pages that were read, and the reader's settings, on the device. Only documents pass through here; everything else goes its ordinary way.
const PAGES = 'pages';
const OFFLINE = '/hors-ligne/';
// Kept beforehand, unless the network is a sparing one: the pages that the page for who has no network lists. The build writes them here.
const AHEAD = [];
const { saveData, effectiveType } = navigator.connection ?? {};
const sparing = saveData || /2g/.test(effectiveType);

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(PAGES).then(async (pages) => {
    await pages.addAll([OFFLINE, '/']);
    if (!sparing) await pages.addAll(AHEAD).catch(() => {});
  }));
});
// The document is asked for while the worker wakes up.
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([self.clients.claim(), self.registration.navigationPreload?.enable()])));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  // The editors' door is kept nowhere.
  const kept = !new URL(request.url).pathname.startsWith('/apercu/');
  if (kept && request.mode === 'navigate' && request.method === 'GET') event.respondWith(page(event));
});

async function page(event) {
  const { request } = event;
  const choices = await caches.match('/reading').then((kept) => kept?.json()).catch(() => {}) ?? {};
  const address = new URL(request.url).pathname;
  try {
    const answer = await event.preloadResponse ?? await fetch(request);
    if (answer.ok && answer.type === 'basic' && answer.headers.get('content-type')?.startsWith('text/html')) {
      const copy = answer.clone();
      event.waitUntil(caches.open(PAGES).then((pages) => pages.put(address, copy)).catch(() => {}));
    }
    return dressed(answer, choices);
  } catch {
    const kept = await caches.match(address) ?? await caches.match(OFFLINE);
    return kept ? dressed(kept, { ...choices, offline: '1' }) : Response.error();
  }
}

// The settings as attributes of the root: the first paint is already as the reader wants it.
async function dressed(answer, choices) {
  const words = Object.entries(choices).filter(([name, value]) => /^[a-z]+$/.test(name) && /^[a-z0-9]+$/.test(value));
  if (!words.length || answer.redirected || !answer.headers.get('content-type')?.startsWith('text/html')) return answer;
  const attributes = words.map(([name, value]) => ` data-${name}="${value}"`).join('');
  const headers = new Headers(answer.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response((await answer.text()).replace('<html', `<html${attributes}`), { status: answer.status, statusText: answer.statusText, headers });
}
