// Two things `cargo xtask bench` leaves to Node: compressing the floor's pages, and reading the samples of loadbench.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const [command, file] = process.argv.slice(2);
if (command === 'compress') compress(file);
else if (command === 'budgets') budgets(JSON.parse(fs.readFileSync(file, 'utf8')).samples);
else throw new Error(`unknown command ${command}`);

/** Puts .br and .gz beside each file, as the prerenderer does in dist. */
function compress(folder) {
  for (const name of fs.readdirSync(folder, { recursive: true })) {
    const from = path.join(folder, name);
    if (!fs.statSync(from).isFile() || /\.(br|gz)$/.test(name)) continue;
    const bytes = fs.readFileSync(from);
    fs.writeFileSync(`${from}.br`, zlib.brotliCompressSync(bytes));
    fs.writeFileSync(`${from}.gz`, zlib.gzipSync(bytes, { level: 9 }));
  }
}

/** Prints what of the budgets (ARCHITECTURE.md) these samples can tell: no verdict on times, only the ratio. */
function budgets(samples) {
  const of = (profile, name, value) => samples.filter((s) => s.profile === profile && s.name === name).map(value);
  const median = (values) => {
    const v = values.filter(Number.isFinite).sort((a, b) => a - b);
    return v.length ? (v[(v.length - 1) >> 1] + v[v.length >> 1]) / 2 : NaN;
  };
  const ratio = (key) => {
    const static_ = new Map(samples.filter((s) => s.profile === 'mobile' && s.name === 'statique').map((s) => [s.round, s[key]]));
    return median(samples.filter((s) => s.profile === 'mobile' && s.name === 'passerelle').map((s) => s[key] / static_.get(s.round)));
  };
  const kilobytes = (value) => median(of('mobile', 'passerelle', value)) / 1000;
  const shown = (n, digits) => (Number.isFinite(n) ? n.toFixed(digits).replace('.', ',') : '–');
  const rows = [
    ['HTML et CSS (ko)', kilobytes((s) => s.html + s.css), 35, 1],
    ['wasm et JS, en-têtes compris (ko)', kilobytes((s) => s.wasm + s.js), 95, 1],
    ['premier affichage, mobile (× statique)', ratio('fcp'), 1.1, 2],
    ['première réponse du graphique, mobile (× statique)', ratio('interactive'), 1.3, 2],
    ['changement de page, mobile (× statique)', ratio('nav'), 0.25, 2],
    ['déplacement de la mise en page', Math.max(...samples.filter((s) => s.name === 'passerelle').map((s) => s.cls ?? 0)), 0, 3],
  ];
  console.log('| budget | mesuré | au plus | |\n|---|--:|--:|---|');
  for (const [name, value, limit, digits] of rows) {
    const verdict = !Number.isFinite(value) ? 'non mesuré' : value <= limit ? 'tenu' : 'DÉPASSÉ';
    console.log(`| ${name} | ${shown(value, digits)} | ${String(limit).replace('.', ',')} | ${verdict} |`);
  }
}
