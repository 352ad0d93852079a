// The engine in the browser: picks the build that runs here, and speaks to it in numbers. Beside this file: engine.wasm (simd128), engine-scalar.wasm.

// A browser without simd128 refuses to compile the first build, and is given the second.
const build = (name, integrity) => WebAssembly.instantiateStreaming(fetch(new URL(name, import.meta.url), { integrity }));

// `write(room)` fills room for a file of columns (docs/columns.md) of so many bytes.
async function start(bytes, write, builds = []) {
  const { exports } = (await build('engine.wasm', builds[0]).catch(() => build('engine-scalar.wasm', builds[1]))).instance;
  const room = exports.room(bytes);
  write(new Uint8Array(exports.memory.buffer, room, bytes));
  const size = exports.open();
  let view;
  return {
    // Changes what a question keeps by its answers first <= v < end: these instead (0), also (1), these alone of what it keeps (2), all but these (3); clears its filter
    // when first is negative.
    change: exports.change,
    // How many respondents pass every filter.
    retained: exports.retained,
    // All counts, one question after another, until the next call; only those of question `only - 1` are right when it is given.
    counts(only) {
      const at = exports.counts(only);
      // Memory that grows takes views away.
      if (!view?.length) view = new Uint32Array(exports.memory.buffer, at, size);
      return view;
    },
  };
}

// `builds`: their integrities, when they are known.
export const open = (file, builds) => start(file.length, (room) => room.set(file), builds);

// `columns`: for each question, codes below `cards[question]`, a byte a respondent. They are written as a file in bytes.
export function load({ n, cards, columns }) {
  const first = 12 + 4 * cards.length;
  const padded = (n + 127) & ~127;
  return start(first + padded * cards.length, (room) => {
    const header = new DataView(room.buffer, room.byteOffset);
    room.set([80, 67, 79, 76, 1]);
    header.setUint16(6, cards.length, true);
    header.setUint32(8, n, true);
    cards.forEach((answers, question) => {
      header.setUint8(12 + 4 * question, 2);
      header.setUint16(14 + 4 * question, answers, true);
      room.set(columns[question], first + padded * question);
    });
  });
}
