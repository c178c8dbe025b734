//! How much evidence a guess needs: every threshold, with its reason.

/// Values from which on a guess is sure, and rows from which on a column that is never empty is required. The rule of
/// three: what never happened in n rows happens in less than 3/n of them, here 15 %.
pub(super) const SURE: u64 = 20;

/// Values from which on a guess is likely; with fewer, anything fits by chance.
pub(super) const LIKELY: u64 = 5;

/// Rows from which on an identifier that never repeats is the key. Its label says so already; the rows only confirm.
pub(super) const KEY: u64 = 5;

/// Most members of an enum: what a person can read over and complete.
pub(super) const MEMBERS: usize = 20;

/// How often the members of an enum come on average; moreover, none comes only once, since the share of values that do
/// is the chance that the next row brings a new one (Good and Turing).
pub(super) const EACH: u64 = 10;

/// Longest member of an enum and longest example, in bytes; anything longer is a text, not a word of a list.
pub(super) const WORD: usize = 60;

/// One value in so many may fail a form and still be worth telling: "999 of 1,000 are dates, line 12 is not".
pub(super) const STRAY: u64 = 20;

/// How many of the values that fail are told.
pub(super) const STRAYS: usize = 1;

/// Digits from which on numbers of one length are a code (SIREN 9, EAN 13, SIRET 14): nobody adds them up.
pub(super) const CODE_DIGITS: usize = 9;

/// Widest area, in degrees, that is given bounds: a region or a small country. Points all over the world say nothing.
pub(super) const AREA: f64 = 5.0;

/// How far the bounds are put outside the points, as a share of their extent, and at least, in degrees (about 2 km):
/// the file at hand seldom reaches the border of its area.
pub(super) const MARGIN: f64 = 0.5;
pub(super) const LEAST_MARGIN: f64 = 0.02;

/// Rows after which the forms are given up that no value had so far: most of them, and they cost the most.
pub(super) const FIRST_STEP: u64 = 8;

/// Rows after which, again and again, the forms are given up that too many values do not have.
pub(super) const STEP: u64 = 256;

/// Values whose hashes are kept to find the first duplicate, over all columns: 64 MiB. A column of which no more can
/// be kept counts as unique until the check of the whole file, which has a store for keys, says otherwise.
pub(super) const HASHES: usize = 4 << 20;
pub(super) const HASHES_OF_COLUMN: usize = 64 << 10;
