// Previews from a real wp-admin, in a real browser, on the built site: a page that was never published, a published one with an autosave, a scheduled one; a colleague's
// link and its end; what visitors get meanwhile. `cargo xtask test --only preview` starts the WordPress and names everything in the environment.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { PASSERELLE_WORDPRESS, PASSERELLE_DIST, PASSERELLE_SERVE, PASSERELLE_PLAYWRIGHT } = process.env;
const { chromium } = await import(pathToFileURL(PASSERELLE_PLAYWRIGHT));
const facts = JSON.parse(fs.readFileSync(PASSERELLE_WORDPRESS));
const wordpress = facts.url.replace(/\/$/, '');
const { canary } = facts;

// The site, told where drafts come from: two files, as a host would change them.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passerelle-preview-'));
fs.cpSync(PASSERELLE_DIST, folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ kind: 'wordpress', backend: wordpress, languages: ['fr'] }));
for (const packed of ['br', 'gz']) fs.rmSync(path.join(folder, `config.json.${packed}`), { force: true });
const headers = fs.readFileSync(path.join(folder, '_headers'), 'utf8');
const start = headers.indexOf('/apercu/*');
const end = headers.indexOf('\n/', start);
const door = headers.slice(start, end).replace("connect-src 'self'", `connect-src 'self' ${wordpress}`).replace("img-src 'self' data:", `img-src 'self' data: ${wordpress}`);
fs.writeFileSync(path.join(folder, '_headers'), headers.slice(0, start) + door + headers.slice(end));
const port = 20000 + (process.pid % 20000);
const serve = spawn(PASSERELLE_SERVE, ['--root', folder, '--port', String(port)], { stdio: 'ignore' });

// The bridge of the tests leads to front.test: Chromium finds it here.
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [`--host-resolver-rules=MAP front.test 127.0.0.1:${port}`, ...(process.getuid() === 0 ? ['--no-sandbox'] : [])] });
const times = {};
try {
  const context = await browser.newContext({ viewport: { width: 1300, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${wordpress}/wp-login.php`);
  await page.fill('#user_login', 'redactrice');
  await page.fill('#user_pass', facts.users.redactrice.entry);
  await page.click('#wp-submit');
  await page.waitForURL(/wp-admin/);

  // Writes in the block editor, presses « Prévisualiser », and waits for the draft in the site.
  const preview = async (name, address, title) => {
    await page.goto(`${wordpress}/wp-admin/${address}`);
    await page.waitForFunction(() => globalThis.wp?.data?.select('core/editor')?.getCurrentPostId() && document.querySelector('.block-editor-post-preview__button-toggle'));
    await page.waitForTimeout(1000);
    await page.evaluate((title) => {
      const { data, blocks } = globalThis.wp;
      if (data.select('core/edit-post').isFeatureActive?.('welcomeGuide')) data.dispatch('core/edit-post').toggleFeature('welcomeGuide');
      data.dispatch('core/editor').editPost({ title });
      data.dispatch('core/block-editor').insertBlocks(blocks.createBlock('core/paragraph', { content: `Texte neuf de ${title}.` }), 0);
    }, title);
    await page.waitForTimeout(500);
    await page.click('.block-editor-post-preview__button-toggle');
    const pressed = Date.now();
    const [shown] = await Promise.all([context.waitForEvent('page'), page.locator('.edit-post-header-preview__button-external').first().click()]);
    await shown.waitForSelector('.preview__ribbon', { timeout: 30000 });
    times[name] = Date.now() - pressed;
    assert.equal(new URL(shown.url()).hash, '', `${name}: the address still holds the token`);
    assert.equal((await shown.textContent('main h1')).replace(/\u2019/g, "'"), title, name);
    assert.ok((await shown.textContent('.preview__stage')).includes('Texte neuf de'), `${name}: not the newest text`);
    return shown;
  };

  const never = await preview('never published', 'post-new.php?post_type=page', `Page ${canary} jamais vue`);
  assert.match(await never.textContent('.preview details'), /Aucune page publiée/);
  const scheduled = await preview('scheduled', `post.php?post=${facts.ids.future}&action=edit`, `Page ${canary} prévue`);
  assert.match(await scheduled.textContent('.preview__facts'), /Publication prévue le/);
  const published = await preview('published', `post.php?post=${facts.ids.parcours}&action=edit`, `Parcours ${canary} retouché`);
  assert.match(await published.textContent('.preview__counts'), /phrase/);

  // A link for a colleague: it opens this draft without an account, makes no further link, and ends when it is taken back.
  await published.evaluate(() => { document.querySelector('[data-preview=link]').closest('details').open = true; });
  await published.click('[data-preview=link]');
  await published.waitForSelector('#preview-link input');
  const link = await published.inputValue('#preview-link input');
  const stranger = await browser.newContext();
  const colleague = await stranger.newPage();
  await colleague.goto(link);
  await colleague.waitForSelector('.preview__ribbon');
  assert.match(await colleague.textContent('main h1'), /retouché/);
  assert.equal(await colleague.locator('[data-preview=link]').count(), 0, 'a colleague makes links');
  await published.click('[data-preview=revoke]');
  await published.waitForFunction(() => document.querySelector('#preview-link').textContent.includes('retiré'));
  await colleague.goto('http://front.test/');
  await colleague.goto(link);
  await colleague.waitForFunction(() => /retiré|refuse/.test(document.querySelector('#preview-said')?.textContent ?? ''));
  assert.ok(!(await colleague.textContent('body')).includes(canary), 'a link that was taken back shows the draft');

  // Visitors see nothing of it: neither there nor here.
  for (const address of ['http://front.test/parcours-dintegration/', 'http://front.test/', `${wordpress}/parcours/`, `${wordpress}/wp-json/wp/v2/pages?search=${canary}`]) {
    await colleague.goto(address);
    assert.ok(!(await colleague.content()).includes(canary), `${address} holds the draft`);
  }
  console.log(Object.entries(times).map(([name, time]) => `${name}: ${time} ms from pressing to the draft`).join('\n'));
} finally {
  await browser.close();
  serve.kill();
  fs.rmSync(folder, { recursive: true, force: true });
}
