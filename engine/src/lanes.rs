//! Some rows, one bit each: 128 with SIMD where the target has it, 64 otherwise. Whatever is counted is the same.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use simd::{BLOCK, Lanes, ROWS, and_count};
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use words::{BLOCK, Lanes, ROWS, and_count};

/// Rows of one [`Block`].
pub const BLOCK_ROWS: usize = BLOCK * ROWS;

/// What is counted at once: small enough that a block of each plane of a question, and the masks, stay in the first-level cache.
pub type Block = [Lanes; BLOCK];

/// A block of which no row is set.
pub const EMPTY: Block = [Lanes::NONE; BLOCK];

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod words {
    use super::Block;

    /// Rows of one [`Lanes`].
    pub const ROWS: usize = 64;
    /// `Lanes` of a [`Block`].
    pub const BLOCK: usize = 56;

    /// 64 rows; the least significant bit is the first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Lanes(u64);

    impl Lanes {
        /// No row.
        pub const NONE: Self = Self(0);

        /// Bit `i % 8` of byte `i / 8` is row `i`.
        #[must_use]
        pub fn from_bytes(bytes: [u8; ROWS / 8]) -> Self {
            Self(u64::from_le_bytes(bytes))
        }

        /// Rows of both.
        #[must_use]
        #[inline(always)]
        pub fn and(self, other: Self) -> Self {
            Self(self.0 & other.0)
        }

        /// Rows of either.
        #[must_use]
        #[inline(always)]
        pub fn or(self, other: Self) -> Self {
            Self(self.0 | other.0)
        }

        /// Rows of this one that are not in `other`.
        #[must_use]
        #[inline(always)]
        pub fn without(self, other: Self) -> Self {
            Self(self.0 & !other.0)
        }

        /// Whether no row is set.
        #[must_use]
        pub fn is_none(self) -> bool {
            self.0 == 0
        }
    }

    /// Puts the rows of both blocks in `both`, and counts them. Only the first `lanes` are read and written.
    #[must_use]
    pub fn and_count(one: &Block, other: &Block, both: &mut Block, lanes: usize) -> u32 {
        let mut count = 0;
        for place in 0..lanes.min(BLOCK) {
            both[place] = one[place].and(other[place]);
            // One instruction on most processors.
            count += both[place].0.count_ones();
        }
        count
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd {
    use core::arch::wasm32::{
        i8x16_add, i8x16_popcnt, u16x8_extadd_pairwise_u8x16, u32x4_extadd_pairwise_u16x8, u32x4_extract_lane, u64x2, v128, v128_and, v128_andnot,
        v128_any_true, v128_or, v128_xor,
    };

    use super::Block;

    /// Rows of one [`Lanes`].
    pub const ROWS: usize = 128;
    /// `Lanes` of a [`Block`]: four times seven, so that byte counters do not overflow.
    pub const BLOCK: usize = 28;

    /// 128 rows.
    #[derive(Clone, Copy)]
    pub struct Lanes(v128);

    impl Lanes {
        /// No row.
        pub const NONE: Self = Self(u64x2(0, 0));

        /// Bit `i % 8` of byte `i / 8` is row `i`.
        #[must_use]
        pub fn from_bytes(bytes: [u8; ROWS / 8]) -> Self {
            let both = u128::from_le_bytes(bytes);
            Self(u64x2(both as u64, (both >> 64) as u64))
        }

        /// Rows of both.
        #[must_use]
        #[inline(always)]
        pub fn and(self, other: Self) -> Self {
            Self(v128_and(self.0, other.0))
        }

        /// Rows of either.
        #[must_use]
        #[inline(always)]
        pub fn or(self, other: Self) -> Self {
            Self(v128_or(self.0, other.0))
        }

        /// Rows of this one that are not in `other`.
        #[must_use]
        #[inline(always)]
        pub fn without(self, other: Self) -> Self {
            Self(v128_andnot(self.0, other.0))
        }

        /// Whether no row is set.
        #[must_use]
        pub fn is_none(self) -> bool {
            !v128_any_true(self.0)
        }
    }

    /// Puts the rows of both blocks in `both`, and counts them. Only the first `lanes` are read and written.
    ///
    /// Sixteen byte counters: seven `Lanes` add at most 56, one adds 8. The 224 of a block fit.
    #[inline(never)]
    #[must_use]
    pub fn and_count(one: &Block, other: &Block, both: &mut Block, lanes: usize) -> u32 {
        let (mut counters, mut place, lanes) = (Lanes::NONE.0, 0, lanes.min(BLOCK));
        let mut next = |place: usize| {
            both[place] = one[place].and(other[place]);
            both[place].0
        };
        while place + 7 <= lanes {
            // Four carry-save adders make three of seven, which weigh one, two and four: counting bits costs more than adding them.
            let (ones, first) = carry_save(next(place), next(place + 1), next(place + 2));
            let (ones, second) = carry_save(ones, next(place + 3), next(place + 4));
            let (ones, third) = carry_save(ones, next(place + 5), next(place + 6));
            let (twos, fours) = carry_save(first, second, third);
            let fours = i8x16_popcnt(fours);
            let twos = i8x16_add(i8x16_popcnt(twos), i8x16_add(fours, fours));
            counters = i8x16_add(i8x16_add(counters, i8x16_popcnt(ones)), i8x16_add(twos, twos));
            place += 7;
        }
        while place < lanes {
            counters = i8x16_add(counters, i8x16_popcnt(next(place)));
            place += 1;
        }
        let four = u32x4_extadd_pairwise_u16x8(u16x8_extadd_pairwise_u8x16(counters));
        u32x4_extract_lane::<0>(four) + u32x4_extract_lane::<1>(four) + u32x4_extract_lane::<2>(four) + u32x4_extract_lane::<3>(four)
    }

    /// Of three bits in each place: their sum's low bit, and its high bit.
    #[inline(always)]
    fn carry_save(a: v128, b: v128, c: v128) -> (v128, v128) {
        let either = v128_xor(a, b);
        (v128_xor(either, c), v128_or(v128_and(a, b), v128_and(either, c)))
    }
}
