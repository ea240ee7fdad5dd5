//! How colours look to other eyes: simulated colour blindness, lightness, and how far two colours stand apart.

use bidwright_base::math;
use bidwright_model::theme::Colour;

type Matrix = [[f64; 3]; 3];

/// Severity 1.0 of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009;
/// applied to linear light.
const BLIND: [(&str, Matrix); 3] = [
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn linear(colour: Colour) -> [f64; 3] {
    colour.0.map(|byte| {
        let share = f64::from(byte) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { math::pow((share + 0.055) / 1.055, 2.4) }
    })
}

fn seen(light: [f64; 3], by: &Matrix) -> [f64; 3] {
    by.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
}

/// CIE 1976 L*a*b* under D65.
fn lab(light: [f64; 3]) -> [f64; 3] {
    let to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];
    let white = [0.950_47, 1.0, 1.088_83];
    let f = |t: f64| if t > 0.008_856 { math::pow(t, 1.0 / 3.0) } else { 7.787 * t + 16.0 / 116.0 };
    let [x, y, z] = [0, 1, 2].map(|at: usize| {
        let row: [f64; 3] = to_xyz[at];
        f(row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>() / white[at])
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

pub(super) fn lightness(colour: Colour) -> f64 {
    lab(linear(colour))[0]
}

fn distance(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

/// The eye to which two colours are nearest, and how near.
pub(super) fn nearest(one: Colour, other: Colour) -> (&'static str, f64) {
    let (a, b) = (linear(one), linear(other));
    let blind = BLIND.iter().map(|(name, by)| (*name, distance(lab(seen(a, by)), lab(seen(b, by)))));
    let others = [("colour", distance(lab(a), lab(b))), ("grey", (lightness(one) - lightness(other)).abs())];
    blind.chain(others).min_by(|a, b| a.1.total_cmp(&b.1)).expect("five eyes")
}

#[test]
fn the_simulations_are_those_of_their_papers() {
    for (name, matrix) in &BLIND {
        // Nobody sees colour in grey: rows sum to one.
        for grey in [[0.2; 3], [0.7; 3]] {
            assert!(distance(seen(grey, matrix), grey) < 1e-4, "{name}");
        }
    }
    let [red, green] = [Colour([200, 60, 60]), Colour([110, 125, 60])];
    let near =
        |at: usize| distance(lab(seen(linear(red), &BLIND[at].1)), lab(seen(linear(green), &BLIND[at].1)));
    assert!(
        near(0) < 0.5 * distance(lab(linear(red)), lab(linear(green))),
        "a protanope takes red for green"
    );
    assert!(near(2) > near(0) && near(2) > near(1), "a tritanope does not");
    // Known values: white, black and the middle grey of 119.
    assert!((lightness(Colour::WHITE) - 100.0).abs() < 0.1 && lightness(Colour([0; 3])).abs() < 0.1);
    assert!((lightness(Colour([119, 119, 119])) - 50.0).abs() < 0.2);
}
