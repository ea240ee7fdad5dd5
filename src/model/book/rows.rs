//! Indices of rows that know what they index: the index of a package cannot be used on risks.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The place of a row in its vector, in file order, from 0.
///
/// ```
/// use bidwright_model::book::{Idx, Rows};
///
/// let roles = vec!["lead", "engineer", "tester"];
/// let tester: Idx<&str> = roles.index_where(|role| *role == "tester").expect("there");
/// assert_eq!((tester.get(), roles[tester]), (2, "tester"));
/// assert_eq!(roles.indices().next_back(), Some(tester));
/// ```
pub struct Idx<T> {
    at: usize,
    row: PhantomData<fn() -> T>,
}

impl<T> Idx<T> {
    /// The row at this place.
    #[must_use]
    pub const fn new(at: usize) -> Idx<T> {
        Idx { at, row: PhantomData }
    }

    /// The place.
    #[must_use]
    pub const fn get(self) -> usize {
        self.at
    }
}

impl<T> Index<Idx<T>> for [T] {
    type Output = T;

    fn index(&self, index: Idx<T>) -> &T {
        &self[index.at]
    }
}

impl<T> Index<Idx<T>> for Vec<T> {
    type Output = T;

    fn index(&self, index: Idx<T>) -> &T {
        &self[index.at]
    }
}

impl<T> IndexMut<Idx<T>> for Vec<T> {
    fn index_mut(&mut self, index: Idx<T>) -> &mut T {
        &mut self[index.at]
    }
}

/// Rows by their own indices.
///
/// ```
/// use bidwright_model::book::Rows;
///
/// let roles = vec!["lead", "engineer", "tester"];
/// let named: Vec<(usize, &str)> = roles.indexed().map(|(at, role)| (at.get(), *role)).collect();
/// assert_eq!(named[1], (1, "engineer"));
/// assert_eq!(roles.index_where(|role| role.ends_with("er")), roles.indices().nth(1)); // the first
/// ```
pub trait Rows<T> {
    /// The index of every row, in order.
    fn indices(&self) -> impl DoubleEndedIterator<Item = Idx<T>> + use<Self, T>;

    /// Every row with its index.
    fn indexed<'r>(&'r self) -> impl Iterator<Item = (Idx<T>, &'r T)>
    where
        T: 'r;

    /// The index of the first row that fits.
    fn index_where(&self, fits: impl FnMut(&T) -> bool) -> Option<Idx<T>>;
}

impl<T> Rows<T> for Vec<T> {
    fn indices(&self) -> impl DoubleEndedIterator<Item = Idx<T>> + use<T> {
        (0..self.len()).map(Idx::new)
    }

    fn indexed<'r>(&'r self) -> impl Iterator<Item = (Idx<T>, &'r T)>
    where
        T: 'r,
    {
        self.iter().enumerate().map(|(at, row)| (Idx::new(at), row))
    }

    fn index_where(&self, fits: impl FnMut(&T) -> bool) -> Option<Idx<T>> {
        self.iter().position(fits).map(Idx::new)
    }
}

// Derived, these would ask the same of the row's own type.
impl<T> Clone for Idx<T> {
    fn clone(&self) -> Idx<T> {
        *self
    }
}

impl<T> Copy for Idx<T> {}

impl<T> PartialEq for Idx<T> {
    fn eq(&self, other: &Idx<T>) -> bool {
        self.at == other.at
    }
}

impl<T> Eq for Idx<T> {}

impl<T> PartialOrd for Idx<T> {
    fn partial_cmp(&self, other: &Idx<T>) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Idx<T> {
    fn cmp(&self, other: &Idx<T>) -> Ordering {
        self.at.cmp(&other.at)
    }
}

impl<T> Hash for Idx<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.at.hash(state);
    }
}

impl<T> fmt::Debug for Idx<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.at.fmt(f)
    }
}
