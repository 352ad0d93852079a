#!/usr/bin/env node
// Builds the engine for the browser: with simd128 and without, made small, beside its loader; says what it weighs in brotli.
//   node engine/build.mjs [FOLDER]      (target/engine by default)
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const out = path.resolve(process.argv[2] ?? path.join(root, 'target/engine'));
const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
// A folder of its own: other flags would have everything else built again.
const builds = path.join(target, 'engine-build');
const optimiser = [process.env.WASM_OPT, path.join(root, 'tools/node_modules/binaryen/bin/wasm-opt')].find((file) => file && fs.existsSync(file));
fs.mkdirSync(out, { recursive: true });

for (const [name, flags] of [['engine.wasm', ['-Ctarget-feature=+simd128']], ['engine-scalar.wasm', []]]) {
  const folder = path.join(builds, name.replace('.wasm', ''));
  // A smaller core, as docs/decisions/0005 says: a panic is a bare trap. The inlining threshold was tried: 60 weighs least.
  execFileSync('cargo', ['rustc', '--quiet', '--release', '--package', 'passerelle-engine', '--lib', '--crate-type', 'cdylib', '--features', 'exports', '--target', 'wasm32-unknown-unknown', '--target-dir', folder, '-Zbuild-std=core,alloc'],
    { cwd: root, stdio: 'inherit', env: { ...process.env, RUSTC_BOOTSTRAP: '1', CARGO_ENCODED_RUSTFLAGS: ['-Zunstable-options', '-Cpanic=immediate-abort', '-Cllvm-args=-inline-threshold=60', '-Cstrip=symbols', ...flags].join('\x1f') } });
  const built = path.join(folder, 'wasm32-unknown-unknown/release/passerelle_engine.wasm');
  const to = path.join(out, name);
  const features = ['--enable-bulk-memory', '--enable-sign-ext', '--enable-nontrapping-float-to-int', '--enable-mutable-globals', '--enable-multivalue', '--enable-reference-types'];
  if (name === 'engine.wasm') features.push('--enable-simd');
  if (optimiser) execFileSync(process.execPath, [optimiser, '-Oz', '--converge', '--zero-filled-memory', '--low-memory-unused', '--strip-debug', '--strip-producers', '--strip-target-features', ...features, built, '-o', to], { stdio: 'inherit' });
  else fs.copyFileSync(built, to);
}
// Without comments and indentation.
const loader = fs.readFileSync(path.join(root, 'bench/crossfilter/engine.js'), 'utf8').replace(/^\s*\/\/.*\n/gm, '').replace(/^\s+/gm, '');
fs.writeFileSync(path.join(out, 'engine.js'), loader);

const weights = [];
for (const name of ['engine.js', 'engine.wasm', 'engine-scalar.wasm']) {
  const bytes = fs.readFileSync(path.join(out, name));
  const small = zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [zlib.constants.BROTLI_PARAM_LGWIN]: 24 } }).length;
  weights.push(small);
  console.log(`${name}: ${bytes.length} bytes, ${small} in brotli`);
}
const budget = 6000;
const all = weights.reduce((sum, weight) => sum + weight);
if (optimiser && all > budget) {
  console.error(`the engine weighs ${all} bytes in brotli: more than ${budget}`);
  process.exitCode = 1;
}
// A reader of a survey loads the loader and one of the builds.
console.log(`all three files: ${all} in brotli${optimiser ? '' : ' (without wasm-opt)'}, of which a reader loads ${weights[0] + Math.max(...weights.slice(1))}`);
