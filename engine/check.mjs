#!/usr/bin/env node
// Compares both browser builds with a loop over rows: node engine/check.mjs [FOLDER]     (target/engine by default, made by build.mjs)
import assert from 'node:assert';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = path.resolve(process.argv[2] ?? path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'target/engine'));
let refused = '';
// The loader fetches; here files are read, and `refused` is what a browser without simd128 would not compile.
globalThis.fetch = async (url) => {
  if (path.basename(url.pathname) === refused) throw new WebAssembly.CompileError('simd128');
  return new Response(fs.readFileSync(url), { headers: { 'content-type': 'application/wasm' } });
};
const { load, open } = await import(pathToFileURL(path.join(folder, 'engine.js')));
let seed = 0x9e3779b9;
const below = (end) => { seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5; return (seed >>> 0) % end; };
let checked = 0;
for (refused of ['', 'engine.wasm']) for (const n of [0, 1, 23, 127, 128, 129, 3583, 3585, 8000]) for (let round = 0; round < 4; round++) {
  const cards = Array.from({ length: 1 + below(9) }, () => (below(6) ? 1 + below(9) : 1 + below(256)));
  const columns = cards.map((card) => Uint8Array.from({ length: n }, () => below(card)));
  const engine = await load({ n, cards, columns });
  const kept = cards.map(() => null);
  for (let step = 0; step < 12; step++) {
    const q = below(cards.length), first = below(cards[q]), end = first + 1 + below(cards[q] - first), what = below(6);
    if (what > 3) { engine.change(q, -1, -1); kept[q] = null; } else {
      engine.change(q, first, end, what);
      const was = kept[q] ?? new Array(n).fill(false);
      kept[q] = was.map((is, row) => { const has = columns[q][row] >= first && columns[q][row] < end; return [has, is || has, is && has, is && !has][what]; });
    }
    const passes = (row, other) => !kept[other] || kept[other][row];
    const expected = [];
    let retained = 0;
    for (const [question, card] of cards.entries()) {
      const counts = new Array(card).fill(0);
      for (let row = 0; row < n; row++) if (cards.every((_, other) => other === question || passes(row, other))) counts[columns[question][row]]++;
      expected.push(...counts);
    }
    for (let row = 0; row < n; row++) retained += cards.every((_, other) => passes(row, other));
    const only = below(cards.length), before = cards.slice(0, only).reduce((sum, card) => sum + card, 0), place = [before, before + cards[only]];
    if (below(2)) assert.deepStrictEqual([...engine.counts(only + 1)].slice(...place), expected.slice(...place), `${refused || 'simd128'}: ${n} rows, step ${step}, question ${only}`);
    assert.deepStrictEqual([...engine.counts()], expected, `${refused || 'simd128'}: ${n} rows, step ${step}`);
    assert.strictEqual(engine.retained(), retained);
    checked++;
  }
}
// A file in bits: codes 0 1 2 0 1 2, as docs/columns.md has them.
for (refused of ['', 'engine.wasm']) {
  const file = new Uint8Array(16 + 32);
  file.set([80, 67, 79, 76, 1, 0, 1, 0, 6, 0, 0, 0, 0, 0, 3, 0, 0b010010]);
  file[32] = 0b100100;
  assert.deepStrictEqual([...(await open(file)).counts()], [2, 2, 2]);
}
console.log(`${checked} states of both builds are right`);
