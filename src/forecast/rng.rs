//! Random numbers as a pure function of seed, stream name and iteration (MODEL 14.1).
//!
//! Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11): counter in,
//! 128 random bits out, no state. Every named thing has its own stream, so adding, removing or
//! reordering things changes nothing else, and iteration 99,999 is as near as iteration 0.

/// The uniforms of one named thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    key: [u32; 2],
    hash: u64,
}

impl Stream {
    /// The stream `name` (`work/W1`, `risk/R1`, `factor` ...) under `seed`.
    #[must_use]
    pub fn new(seed: u64, name: &str) -> Stream {
        Stream {
            key: halves(seed),
            hash: fnv1a(name),
        }
    }

    /// The uniform of one iteration, inside (0, 1) and exact.
    #[must_use]
    pub fn uniform(&self, iteration: u64) -> f64 {
        let [low, high] = halves(iteration >> 1);
        let [h0, h1] = halves(self.hash);
        let words = philox([low, high, h0, h1], self.key);
        let [a, b] = if iteration & 1 == 0 {
            [words[0], words[1]]
        } else {
            [words[2], words[3]]
        };
        open_unit(u64::from(a) | u64::from(b) << 32)
    }

    /// The uniforms of iterations `start`, `start + 1`, ... Each is [`Stream::uniform`] of its own.
    pub fn fill(&self, start: u64, out: &mut [f64]) {
        let (mut at, mut rest) = (start, out);
        if at & 1 == 1 && !rest.is_empty() {
            rest[0] = self.uniform(at);
            (at, rest) = (at + 1, &mut rest[1..]);
        }
        let mut groups = rest.chunks_exact_mut(2 * LANES);
        for group in &mut groups {
            self.group(at >> 1, group.try_into().expect("chunks have this length"));
            at += 2 * LANES as u64;
        }
        for (u, n) in groups.into_remainder().iter_mut().zip(at..) {
            *u = self.uniform(n);
        }
    }

    /// Eight counters side by side, in plain loops over 64-bit lanes that hold 32-bit words: compilers
    /// turn them into vector instructions on every machine, with the same result on each.
    #[inline]
    fn group(&self, counter: u64, out: &mut [f64; 2 * LANES]) {
        let [h0, h1] = halves(self.hash);
        let mut c0 = [0; LANES];
        let mut c1 = [0; LANES];
        let mut c2 = [u64::from(h0); LANES];
        let mut c3 = [u64::from(h1); LANES];
        for (i, n) in (0..LANES).zip(counter..) {
            (c0[i], c1[i]) = (n & LOW, n >> 32);
        }
        let [mut k0, mut k1] = self.key;
        for _ in 0..ROUNDS {
            let (key0, key1) = (u64::from(k0), u64::from(k1));
            for i in 0..LANES {
                // Only the low half of a lane counts; what lies above is never read.
                let a = (c0[i] & LOW) * M0;
                let b = (c2[i] & LOW) * M1;
                (c0[i], c1[i]) = ((b >> 32) ^ c1[i] ^ key0, b);
                (c2[i], c3[i]) = ((a >> 32) ^ c3[i] ^ key1, a);
            }
            (k0, k1) = (k0.wrapping_add(W0), k1.wrapping_add(W1));
        }
        for i in 0..LANES {
            out[2 * i] = open_unit(c0[i] & LOW | c1[i] << 32);
            out[2 * i + 1] = open_unit(c2[i] & LOW | c3[i] << 32);
        }
    }
}

/// Counters worked on at once; each gives two uniforms.
const LANES: usize = 8;
const ROUNDS: usize = 10;
const M0: u64 = 0xd251_1f53;
const M1: u64 = 0xcd9e_8d57;
const W0: u32 = 0x9e37_79b9;
const W1: u32 = 0xbb67_ae85;
const LOW: u64 = 0xffff_ffff;

/// Philox4x32-10 of one counter.
#[must_use]
pub fn philox(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
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
pub fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// ((w >> 12) + ½)·2⁻⁵², by setting the bits of a double in [1, 2): exact, and without a conversion.
#[inline(always)]
fn open_unit(word: u64) -> f64 {
    const HALF_STEP: f64 = f64::EPSILON / 2.0;
    f64::from_bits(word >> 12 | 0x3ff0_0000_0000_0000) - 1.0 + HALF_STEP
}

/// Low word, high word.
#[expect(
    clippy::cast_possible_truncation,
    reason = "splitting a word in two is the purpose"
)]
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
