//! Geometry of pages and charts: lengths, points, sizes, rectangles.
//!
//! The unit is the typographic point, 1/72 inch. The origin is the top left corner, y runs downwards. Shares and
//! factors are plain numbers, so that a length is never added to one or multiplied with another.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

/// A length in points.
///
/// ```
/// use bidwright_base::geometry::Pt;
///
/// assert!((Pt::mm(210.0).0 - 595.28).abs() < 0.01); // the width of A4
/// assert_eq!(Pt(3.0) + 2.0 * Pt(1.5), Pt(6.0));
/// assert_eq!(Pt(9.0) / Pt(3.0), 3.0); // a number, no length
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Pt(pub f64);

impl Pt {
    /// No length.
    pub const ZERO: Pt = Pt(0.0);
    /// Longer than anything on a page.
    pub const MAX: Pt = Pt(f64::MAX);
    /// Shorter than anything on a page.
    pub const MIN: Pt = Pt(f64::MIN);

    /// From millimetres.
    #[must_use]
    pub fn mm(mm: f64) -> Pt {
        Pt(mm * 72.0 / 25.4)
    }

    /// The shorter of two.
    #[must_use]
    pub fn min(self, other: Pt) -> Pt {
        Pt(self.0.min(other.0))
    }

    /// The longer of two.
    #[must_use]
    pub fn max(self, other: Pt) -> Pt {
        Pt(self.0.max(other.0))
    }

    /// The length, or the nearer of two limits.
    #[must_use]
    pub fn clamp(self, low: Pt, high: Pt) -> Pt {
        Pt(self.0.clamp(low.0, high.0))
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Pt {
        Pt(self.0.abs())
    }

    /// The order of any two, for sorting.
    #[must_use]
    pub fn total_cmp(&self, other: &Pt) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Add for Pt {
    type Output = Pt;

    fn add(self, other: Pt) -> Pt {
        Pt(self.0 + other.0)
    }
}

impl Sub for Pt {
    type Output = Pt;

    fn sub(self, other: Pt) -> Pt {
        Pt(self.0 - other.0)
    }
}

impl Neg for Pt {
    type Output = Pt;

    fn neg(self) -> Pt {
        Pt(-self.0)
    }
}

impl Mul<f64> for Pt {
    type Output = Pt;

    fn mul(self, factor: f64) -> Pt {
        Pt(self.0 * factor)
    }
}

impl Mul<Pt> for f64 {
    type Output = Pt;

    fn mul(self, length: Pt) -> Pt {
        Pt(self * length.0)
    }
}

impl Div<f64> for Pt {
    type Output = Pt;

    fn div(self, divisor: f64) -> Pt {
        Pt(self.0 / divisor)
    }
}

/// How many times one length goes into another.
impl Div for Pt {
    type Output = f64;

    fn div(self, other: Pt) -> f64 {
        self.0 / other.0
    }
}

impl AddAssign for Pt {
    fn add_assign(&mut self, other: Pt) {
        self.0 += other.0;
    }
}

impl SubAssign for Pt {
    fn sub_assign(&mut self, other: Pt) {
        self.0 -= other.0;
    }
}

impl MulAssign<f64> for Pt {
    fn mul_assign(&mut self, factor: f64) {
        self.0 *= factor;
    }
}

impl Sum for Pt {
    fn sum<I: Iterator<Item = Pt>>(lengths: I) -> Pt {
        Pt(lengths.map(|length| length.0).sum())
    }
}

/// A place, or the way from one place to another.
///
/// ```
/// use bidwright_base::geometry::{Point, Pt};
///
/// let start = Point::new(Pt(10.0), Pt(20.0));
/// assert_eq!(start + Point::new(Pt(5.0), Pt::ZERO), Point::new(Pt(15.0), Pt(20.0)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: Pt,
    /// Down.
    pub y: Pt,
}

impl Point {
    /// From both coordinates.
    #[must_use]
    pub const fn new(x: Pt, y: Pt) -> Point {
        Point { x, y }
    }
}

impl Add for Point {
    type Output = Point;

    fn add(self, by: Point) -> Point {
        Point::new(self.x + by.x, self.y + by.y)
    }
}

impl AddAssign for Point {
    fn add_assign(&mut self, by: Point) {
        self.x += by.x;
        self.y += by.y;
    }
}

/// How wide and how high something is.
///
/// ```
/// use bidwright_base::geometry::{Pt, Size};
///
/// let a4 = Size::new(Pt::mm(210.0), Pt::mm(297.0));
/// assert_eq!(a4.turned().width, Pt::mm(297.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// From left to right.
    pub width: Pt,
    /// From top to bottom.
    pub height: Pt,
}

impl Size {
    /// From both lengths.
    #[must_use]
    pub const fn new(width: Pt, height: Pt) -> Size {
        Size { width, height }
    }

    /// The same on its side.
    #[must_use]
    pub const fn turned(self) -> Size {
        Size { width: self.height, height: self.width }
    }
}

/// A rectangle along the axes.
///
/// ```
/// use bidwright_base::geometry::{Pt, Rect, Size};
///
/// let page = Rect::at_origin(Size::new(Pt(595.0), Pt(842.0)));
/// let chart = Rect::new(Pt(72.0), Pt(100.0), Pt(400.0), Pt(200.0));
/// assert!(chart.is_within(page));
/// assert_eq!((chart.right(), chart.bottom()), (Pt(472.0), Pt(300.0)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Its left edge.
    pub x: Pt,
    /// Its top edge.
    pub y: Pt,
    /// From left to right.
    pub width: Pt,
    /// From top to bottom.
    pub height: Pt,
}

impl Rect {
    /// From its top left corner and its size.
    #[must_use]
    pub const fn new(x: Pt, y: Pt, width: Pt, height: Pt) -> Rect {
        Rect { x, y, width, height }
    }

    /// With its top left corner at the origin.
    #[must_use]
    pub const fn at_origin(size: Size) -> Rect {
        Rect { x: Pt::ZERO, y: Pt::ZERO, width: size.width, height: size.height }
    }

    /// Its right edge.
    #[must_use]
    pub fn right(self) -> Pt {
        self.x + self.width
    }

    /// Its bottom edge.
    #[must_use]
    pub fn bottom(self) -> Pt {
        self.y + self.height
    }

    /// Its corners clockwise from the top left.
    #[must_use]
    pub fn corners(self) -> [Point; 4] {
        let (right, bottom) = (self.right(), self.bottom());
        [(self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom)].map(|(x, y)| Point::new(x, y))
    }

    /// The same elsewhere.
    #[must_use]
    pub fn shifted(self, by: Point) -> Rect {
        Rect { x: self.x + by.x, y: self.y + by.y, ..self }
    }

    /// Whether it covers a part of another.
    #[must_use]
    pub fn meets(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether no part of it is outside of another.
    #[must_use]
    pub fn is_within(self, outer: Rect) -> bool {
        self.x >= outer.x
            && self.y >= outer.y
            && self.right() <= outer.right()
            && self.bottom() <= outer.bottom()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect::new(Pt(x), Pt(y), Pt(width), Pt(height))
    }

    #[test]
    fn lengths_are_added_and_scaled_and_their_quotient_is_a_number() {
        assert_eq!(Pt(3.0) + 2.0 * Pt(1.5) - Pt(1.0) / 2.0, Pt(5.5));
        assert!((Pt(9.0) / Pt(3.0) - 3.0).abs() < 1e-12);
        assert_eq!([Pt(1.0), Pt(2.0)].into_iter().sum::<Pt>(), Pt(3.0));
        assert!((Pt::mm(25.4).0 - 72.0).abs() < 1e-12);
    }

    #[test]
    fn rectangles_that_only_touch_do_not_meet() {
        let one = rect(0.0, 0.0, 10.0, 10.0);
        assert!(one.meets(rect(9.0, 9.0, 5.0, 5.0)) && !one.meets(rect(10.0, 0.0, 5.0, 5.0)));
        assert!(rect(2.0, 2.0, 8.0, 8.0).is_within(one) && !rect(2.0, 2.0, 9.0, 8.0).is_within(one));
    }
}
