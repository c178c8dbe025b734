//! What a formula reckons with.

use std::borrow::Cow;
use std::cmp::Ordering;

use num_rational::BigRational;
use num_traits::{One, Zero};

/// A value, as a cell or a part of a formula has it.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Value<'a> {
    None,
    Bool(bool),
    Number(BigRational),
    /// `NaN`, `INF` or `-INF`, which a column of numbers may have.
    NotFinite(f64),
    Text(Cow<'a, str>),
    /// A day, a time, a month: the type that it has, and its place in their order.
    Moment(&'static str, i64),
    /// A value of another type, which can be compared with its like only.
    Other(Vec<u8>),
    List(Vec<Value<'a>>),
}

/// The formula has no value for this row: a cell that it needs is empty, or not of a kind that it can reckon with.
#[derive(Debug, PartialEq)]
pub(in super::super) struct Failed;

impl Value<'_> {
    pub(in super::super) fn is_true(&self) -> bool {
        match self {
            Value::None => false,
            Value::Bool(truth) => *truth,
            Value::Number(number) => !number.is_zero(),
            Value::Text(text) => !text.is_empty(),
            Value::List(items) => !items.is_empty(),
            Value::NotFinite(_) | Value::Moment(..) | Value::Other(_) => true,
        }
    }

    /// The number that it is; True is one, False is zero.
    pub(super) fn number(&self) -> Result<Cow<'_, BigRational>, Failed> {
        match self {
            Value::Number(number) => Ok(Cow::Borrowed(number)),
            Value::Bool(true) => Ok(Cow::Owned(BigRational::one())),
            Value::Bool(false) => Ok(Cow::Owned(BigRational::zero())),
            _ => Err(Failed),
        }
    }

    pub(super) fn is_equal(&self, other: &Value<'_>) -> bool {
        match (self, other) {
            (Value::None, Value::None) => true,
            (Value::Text(a), Value::Text(b)) => a == b,
            (Value::Moment(a, at), Value::Moment(b, with)) => a == b && at == with,
            (Value::Other(a), Value::Other(b)) => a == b,
            (Value::NotFinite(a), Value::NotFinite(b)) => a == b,
            (Value::List(a), Value::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_equal(b))
            }
            (a, b) => matches!((a.number(), b.number()), (Ok(a), Ok(b)) if a == b),
        }
    }

    /// Which of two comes first; values of different kinds have no order.
    pub(super) fn order(&self, other: &Value<'_>) -> Result<Ordering, Failed> {
        match (self, other) {
            (Value::Text(a), Value::Text(b)) => Ok(a.cmp(b)),
            (Value::Moment(a, at), Value::Moment(b, with)) if a == b => Ok(at.cmp(with)),
            (Value::NotFinite(a), Value::NotFinite(b)) => a.partial_cmp(b).ok_or(Failed),
            (Value::NotFinite(a), b) => {
                b.number()?;
                a.partial_cmp(&0.0).ok_or(Failed)
            }
            (a, Value::NotFinite(_)) => other.order(a).map(Ordering::reverse),
            (a, b) => Ok(a.number()?.cmp(&b.number()?)),
        }
    }
}
