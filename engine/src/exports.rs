//! What the browser calls: functions of numbers over one memory, one [`Crossfilter`] an instance.
//!
//! Order of calls: `room`, `open`; then `change`, `counts`, `retained`.
#![allow(unsafe_code)]

use alloc::vec::Vec;
use core::{
    alloc::{GlobalAlloc, Layout},
    arch::wasm32::{memory_grow, memory_size, unreachable},
    cell::UnsafeCell,
    mem,
};

use crate::{
    columns,
    crossfilter::{Change, Crossfilter},
};

/// Memory is taken from the end and never given back: all is taken while a file is read, and when a question is filtered for the first time.
struct Bump(UnsafeCell<usize>);

// SAFETY: this module is instantiated without threads.
unsafe impl Sync for Bump {}

const PAGE: usize = 1 << 16;

// SAFETY: each call returns fresh memory between the former end and the new one, aligned as asked, within what `memory_grow` has granted; null when it grants nothing.
unsafe impl GlobalAlloc for Bump {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: no other reference to the cell lives, without threads.
        let end = unsafe { &mut *self.0.get() };
        if *end == 0 {
            *end = memory_size(0) * PAGE;
        }
        let start = end.next_multiple_of(layout.align());
        let Some(next) = start.checked_add(layout.size()) else { return core::ptr::null_mut() };
        let missing = next.saturating_sub(memory_size(0) * PAGE).div_ceil(PAGE);
        if missing > 0 && memory_grow(0, missing) == usize::MAX {
            return core::ptr::null_mut();
        }
        *end = next;
        start as *mut u8
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as for `alloc`; memory that WebAssembly grants is zero, and none is given twice.
        unsafe { self.alloc(layout) }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static MEMORY: Bump = Bump(UnsafeCell::new(0));

#[panic_handler]
fn stop(_: &core::panic::PanicInfo) -> ! {
    unreachable()
}

/// What an instance holds.
struct State {
    /// The file that the browser writes.
    room: Option<Vec<u8>>,
    engine: Option<Crossfilter>,
}

struct Global(UnsafeCell<State>);

// SAFETY: this module is instantiated without threads.
unsafe impl Sync for Global {}

static STATE: Global = Global(UnsafeCell::new(State { room: None, engine: None }));

/// The state, for the length of one exported call. No exported function calls another.
fn state() -> &'static mut State {
    // SAFETY: without threads and without calls between exported functions, no other reference lives.
    unsafe { &mut *STATE.0.get() }
}

/// Room for a file of `bytes` bytes, at the address returned: the browser writes it there, then calls [`open`].
#[unsafe(no_mangle)]
extern "C" fn room(bytes: usize) -> *const u8 {
    let room = alloc::vec![0; bytes];
    let at = room.as_ptr();
    mem::forget(state().room.replace(room));
    at
}

/// Reads what was written in the room as a file of columns; the number of counts. Traps when it is not a file that the build has verified, or gives counts that mean nothing.
#[unsafe(no_mangle)]
extern "C" fn open() -> usize {
    let state = state();
    let Some(room) = &state.room else { return 0 };
    let planes = columns::read_verified(room);
    let counts = planes.counts();
    mem::forget(state.engine.replace(Crossfilter::new(planes)));
    counts
}

/// What a question keeps changes by its answers from `first` to before `end`: these instead (0), these also (1), these alone of what it keeps (2), all but these (3); its filter is
/// cleared when `first` is negative.
#[unsafe(no_mangle)]
extern "C" fn change(question: usize, first: i32, end: usize, change: u32) {
    if let Some(engine) = &mut state().engine {
        if first < 0 {
            engine.clear(question);
        } else {
            let change = match change {
                0 => Change::Instead,
                1 => Change::Also,
                2 => Change::Within,
                _ => Change::Without,
            };
            engine.keep(question, first as usize..end, change);
        }
    }
}

/// Where all counts are, as 32-bit numbers, until the next call. `only`: 0 when all are to be right, else one more than the question of which they are.
#[unsafe(no_mangle)]
extern "C" fn counts(only: usize) -> *const u32 {
    state().engine.as_mut().map_or(core::ptr::null(), |engine| engine.counts(only.checked_sub(1)).as_ptr())
}

/// Rows that pass every filter.
#[unsafe(no_mangle)]
extern "C" fn retained() -> u32 {
    state().engine.as_ref().map_or(0, Crossfilter::retained)
}
