//! The standard normal distribution: density, distribution function and quantile.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use bidwright_base::math::{erfc, exp, ln};

/// φ(z).
///
/// ```
/// use bidwright_model::distributions::normal::density;
///
/// assert!((density(0.0) - 0.398942).abs() < 1e-6); // 1/√(2π), the most there is
/// assert_eq!(density(-1.5), density(1.5));
/// ```
#[must_use]
pub fn density(z: f64) -> f64 {
    exp(-0.5 * z * z) / (2.0 * PI).sqrt()
}

/// Φ(z), by the complementary error function, so the lower tail keeps its digits.
///
/// ```
/// use bidwright_model::distributions::normal::cdf;
///
/// assert_eq!(cdf(0.0), 0.5);
/// assert!(cdf(-30.0) > 0.0); // the lower tail keeps its digits
/// ```
#[must_use]
pub fn cdf(z: f64) -> f64 {
    0.5 * erfc(-z * FRAC_1_SQRT_2)
}

/// Φ⁻¹(p) by Wichura's algorithm AS 241 (PPND16), relative error about 1e-16; infinite at 0 and 1.
///
/// ```
/// use bidwright_model::distributions::normal;
///
/// assert!((normal::quantile(0.9) - 1.2815515655446).abs() < 1e-12);
/// assert!((normal::cdf(1.2815515655446) - 0.9).abs() < 1e-12);
/// ```
#[must_use]
pub fn quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= CENTRE { central(q) } else { outer(p) }
}

/// Quantiles of many, each the same as [`quantile`] of it to the last bit. `p` becomes Φ⁻¹(p).
///
/// 85 of 100 uniforms fall in the central branch, so it is taken for all and the others are gathered
/// and done again. Either way it is plain arithmetic in long loops, which even the smallest x86-64
/// does two at a time; only the logarithm is taken one by one.
///
/// ```
/// use bidwright_model::distributions::normal;
///
/// let mut chances = [0.1, 0.5, 0.9];
/// normal::quantiles(&mut chances);
/// assert_eq!(chances, [0.1, 0.5, 0.9].map(normal::quantile));
/// ```
pub fn quantiles(p: &mut [f64]) {
    const CHUNK: usize = 256;
    let mut place = [0_u8; CHUNK];
    let mut outside = [0.0; CHUNK];
    let mut roots = [0.0; CHUNK];
    for chunk in p.chunks_mut(CHUNK) {
        let mut count = 0;
        for (at, p) in (0..=u8::MAX).zip(chunk.iter()) {
            // Written every time and kept only if outside: no branch for the processor to guess.
            (place[count], outside[count]) = (at, *p);
            count += usize::from((*p - 0.5).abs() > CENTRE);
            if count == CHUNK {
                break;
            }
        }
        for p in chunk.iter_mut() {
            *p = central(*p - 0.5);
        }
        let roots = &mut roots[..count];
        for (r, p) in roots.iter_mut().zip(&outside) {
            *r = -ln(p.min(1.0 - p));
        }
        for r in roots.iter_mut() {
            *r = r.sqrt();
        }
        let mut far = false;
        for (r, p) in roots.iter_mut().zip(&outside) {
            far |= *r > MIDDLE_UP_TO;
            *r = ratio(*r - 1.6, &MIDDLE).copysign(p - 0.5);
        }
        for (z, at) in roots.iter().zip(place) {
            chunk[usize::from(at)] = *z;
        }
        if far {
            for (p, at) in outside[..count].iter().zip(place) {
                chunk[usize::from(at)] = outer(*p);
            }
        }
    }
}

/// Half-width of the central branch.
const CENTRE: f64 = 0.425;
/// √−ln p up to which the middle branch holds: p of about 10⁻¹¹.
const MIDDLE_UP_TO: f64 = 5.0;

#[inline(always)]
fn central(q: f64) -> f64 {
    let r = 0.180_625 - q * q;
    q * ratio(r, &CENTRAL)
}

fn outer(p: f64) -> f64 {
    // The side is random, which no processor can predict: minimum and sign are taken without a branch.
    let nearer = p.min(1.0 - p);
    let r = (-ln(nearer)).sqrt();
    let z = if r <= MIDDLE_UP_TO {
        ratio(r - 1.6, &MIDDLE)
    } else if r < f64::INFINITY {
        ratio(r - 5.0, &FAR)
    } else {
        r
    };
    z.copysign(p - 0.5)
}

/// Numerator and denominator of degree 7, constant term first.
type Rational = ([f64; 8], [f64; 8]);

#[inline(always)]
fn ratio(r: f64, (top, bottom): &Rational) -> f64 {
    let horner = |c: &[f64; 8]| {
        ((((((c[7] * r + c[6]) * r + c[5]) * r + c[4]) * r + c[3]) * r + c[2]) * r + c[1]) * r + c[0]
    };
    horner(top) / horner(bottom)
}

#[expect(clippy::excessive_precision, reason = "digits as published")]
const CENTRAL: Rational = (
    [
        3.387_132_872_796_366_608,
        1.331_416_678_917_843_774_5e2,
        1.971_590_950_306_551_442_7e3,
        1.373_169_376_550_946_112_5e4,
        4.592_195_393_154_987_145_7e4,
        6.726_577_092_700_870_085_3e4,
        3.343_057_558_358_812_810_5e4,
        2.509_080_928_730_122_672_7e3,
    ],
    [
        1.0,
        4.231_333_070_160_091_125_2e1,
        6.871_870_074_920_579_083e2,
        5.394_196_021_424_751_107_7e3,
        2.121_379_430_158_659_586_7e4,
        3.930_789_580_009_271_061e4,
        2.872_908_573_572_194_267_4e4,
        5.226_495_278_852_854_561e3,
    ],
);

#[expect(clippy::excessive_precision, reason = "digits as published")]
const MIDDLE: Rational = (
    [
        1.423_437_110_749_683_577_34,
        4.630_337_846_156_545_295_9,
        5.769_497_221_460_691_405_5,
        3.647_848_324_763_204_605_04,
        1.270_458_252_452_368_382_58,
        2.417_807_251_774_506_117_7e-1,
        2.272_384_498_926_918_458_33e-2,
        7.745_450_142_783_414_076_4e-4,
    ],
    [
        1.0,
        2.053_191_626_637_758_821_87,
        1.676_384_830_183_803_849_4,
        6.897_673_349_851_000_045_5e-1,
        1.481_039_764_274_800_745_9e-1,
        1.519_866_656_361_645_719_66e-2,
        5.475_938_084_995_344_946e-4,
        1.050_750_071_644_416_843_24e-9,
    ],
);

#[expect(clippy::excessive_precision, reason = "digits as published")]
const FAR: Rational = (
    [
        6.657_904_643_501_103_777_2,
        5.463_784_911_164_114_369_9,
        1.784_826_539_917_291_335_8,
        2.965_605_718_285_048_912_3e-1,
        2.653_218_952_657_612_309_3e-2,
        1.242_660_947_388_078_438_6e-3,
        2.711_555_568_743_487_578_15e-5,
        2.010_334_399_292_288_132_65e-7,
    ],
    [
        1.0,
        5.998_322_065_558_879_376_9e-1,
        1.369_298_809_227_358_053_1e-1,
        1.487_536_129_085_061_485_25e-2,
        7.868_691_311_456_132_591e-4,
        1.846_318_317_510_054_681_8e-5,
        1.421_511_758_316_445_888_7e-7,
        2.044_263_103_389_939_785_64e-15,
    ],
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantile_undoes_cdf() {
        for z in (-82..=82).map(|z| f64::from(z) / 10.0) {
            // Above 0.5 a double of p has fewer digits than z: look from below.
            let back = quantile(cdf(-z.abs()));
            assert!((back + z.abs()).abs() < 1e-13, "{z} {back}");
        }
        // The z of MODEL 2.5.
        assert!((quantile(0.9) - 1.281_551_565_544_600_4).abs() < 1e-15);
        assert!((quantile(0.1) + quantile(0.9)).abs() < 1e-15);
        assert!(quantile(0.0).is_infinite() && quantile(1.0).is_infinite());
    }

    #[test]
    fn many_are_the_same_as_one_by_one() {
        let p: Vec<f64> = (1..2000).map(|i| f64::from(i) / 2000.0).collect();
        let mut z = p.clone();
        quantiles(&mut z);
        for (p, z) in p.iter().zip(&z) {
            assert_eq!(quantile(*p).to_bits(), z.to_bits());
        }
        let mut tail = vec![1e-9; 200];
        quantiles(&mut tail);
        assert!(tail.iter().all(|z| z.to_bits() == quantile(1e-9).to_bits()));
    }
}
