//! Random numbers as a pure function of seed, stream name and iteration (MODEL 14.1).
//!
//! Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11): counter in,
//! 128 random bits out, no state. Every named thing has its own stream, so adding, removing or
//! reordering things changes nothing else, and iteration 99,999 is as near as iteration 0.

use bidwright_model::distributions::normal;

/// The uniforms of one named thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stream {
    key: [u32; 2],
    hash: u64,
}

impl Stream {
    /// The stream `name` (`work/W1`, `risk/R1`, `factor` ...) under `seed`.
    #[must_use]
    pub(crate) fn new(seed: u64, name: &str) -> Stream {
        Stream { key: halves(seed), hash: fnv1a(name) }
    }

    /// The uniform of one iteration, inside (0, 1) and exact.
    #[must_use]
    pub(crate) fn uniform(&self, iteration: u64) -> f64 {
        let [low, high] = halves(iteration >> 1);
        let [h0, h1] = halves(self.hash);
        let words = philox([low, high, h0, h1], self.key);
        let [a, b] = if iteration & 1 == 0 { [words[0], words[1]] } else { [words[2], words[3]] };
        open_unit(u64::from(a) | u64::from(b) << 32)
    }

    /// The uniforms of iterations `start`, `start + 1`, ... Each is [`Stream::uniform`] of its own.
    pub(crate) fn fill(&self, start: u64, out: &mut [f64]) {
        let (mut at, mut rest) = (start, out);
        if at & 1 == 1 && !rest.is_empty() {
            rest[0] = self.uniform(at);
            (at, rest) = (at + 1, &mut rest[1..]);
        }
        self.pairs(at >> 1, rest);
    }

    /// Independent standard normal scores of iterations `start`, `start + 1`, ...
    pub(crate) fn fill_scores(&self, start: u64, z: &mut [f64]) {
        self.fill(start, z);
        normal::quantiles(z);
    }

    /// Both uniforms of one counter after another. Plain straight-line arithmetic on 64-bit numbers
    /// that hold 32-bit words, without a branch: compilers turn the loop into vector instructions
    /// on every machine, with the same result on each.
    fn pairs(&self, counter: u64, out: &mut [f64]) {
        let [h0, h1] = halves(self.hash);
        let (hash_low, hash_high) = (u64::from(h0), u64::from(h1));
        let keys = schedule(self.key);
        let (pairs, last) = out.as_chunks_mut::<2>();
        for (at, pair) in (0_u64..).zip(pairs.iter_mut()) {
            let n = counter + at;
            let (mut c0, mut c1, mut c2, mut c3) = (n & LOW, n >> 32, hash_low, hash_high);
            for (k0, k1) in keys {
                // Only the low half of a word counts; what lies above is never read.
                let a = (c0 & LOW) * M0;
                let b = (c2 & LOW) * M1;
                (c0, c1, c2, c3) = ((b >> 32) ^ c1 ^ k0, b, (a >> 32) ^ c3 ^ k1, a);
            }
            *pair = [open_unit(c0 & LOW | c1 << 32), open_unit(c2 & LOW | c3 << 32)];
        }
        if let [single] = last {
            *single = self.uniform(2 * (counter + pairs.len() as u64));
        }
    }
}

const ROUNDS: usize = 10;
const M0: u64 = 0xd251_1f53;
const M1: u64 = 0xcd9e_8d57;
const W0: u32 = 0x9e37_79b9;
const W1: u32 = 0xbb67_ae85;
const LOW: u64 = 0xffff_ffff;

/// The keys of all rounds.
fn schedule([mut k0, mut k1]: [u32; 2]) -> [(u64, u64); ROUNDS] {
    [(); ROUNDS].map(|()| {
        let round = (u64::from(k0), u64::from(k1));
        (k0, k1) = (k0.wrapping_add(W0), k1.wrapping_add(W1));
        round
    })
}

/// Philox4x32-10 of one counter.
#[must_use]
pub(crate) fn philox(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let [mut c0, mut c1, mut c2, mut c3] = counter;
    let [mut k0, mut k1] = key;
    for _ in 0..ROUNDS {
        let [a_low, a_high] = halves(u64::from(c0) * M0);
        let [b_low, b_high] = halves(u64::from(c2) * M1);
        (c0, c1, c2, c3) = (b_high ^ c1 ^ k0, b_low, a_high ^ c3 ^ k1, a_low);
        (k0, k1) = (k0.wrapping_add(W0), k1.wrapping_add(W1));
    }
    [c0, c1, c2, c3]
}

/// FNV-1a, 64 bit, of the text's bytes.
#[must_use]
pub(crate) fn fnv1a(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// ((w >> 12) + ½)·2⁻⁵², by setting the bits of a double in [1, 2): exact, and without a conversion.
#[inline(always)]
fn open_unit(word: u64) -> f64 {
    const HALF_STEP: f64 = f64::EPSILON / 2.0;
    f64::from_bits(word >> 12 | 0x3ff0_0000_0000_0000) - 1.0 + HALF_STEP
}

/// Low word, high word.
#[expect(clippy::cast_possible_truncation, reason = "splitting a word in two is the purpose")]
const fn halves(word: u64) -> [u32; 2] {
    [word as u32, (word >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_the_same_as_single_draws_wherever_they_start() {
        let stream = Stream::new(47, "work/W1");
        for start in [0, 1, 2, 7, 1000, (1 << 33) - 5, u64::MAX / 2] {
            for length in [0, 1, 2, 15, 16, 17, 50] {
                let mut block = vec![0.0; length];
                stream.fill(start, &mut block);
                for (u, n) in block.iter().zip(start..) {
                    assert_eq!(u.to_bits(), stream.uniform(n).to_bits(), "{start} {length} {n}");
                }
            }
        }
    }

    #[test]
    fn uniforms_stay_inside() {
        assert!(open_unit(0) > 0.0 && open_unit(u64::MAX) < 1.0);
    }
}
