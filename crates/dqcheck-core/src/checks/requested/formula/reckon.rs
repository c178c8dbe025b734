//! What a formula comes to for the cells of one row.

use std::borrow::Cow;
use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Pow, Signed, ToPrimitive, Zero};

use super::super::exact;
use super::{Comparison, Failed, Function, Node, Operation, Value};

/// Longest text that a formula makes, in bytes.
const LONGEST_TEXT: usize = 100_000;

impl Node {
    /// The value for a row, whose cells `cell` gives.
    pub(in super::super) fn reckon<'a>(
        &'a self,
        cell: &dyn Fn(usize) -> Result<Value<'a>, Failed>,
    ) -> Result<Value<'a>, Failed> {
        Ok(match self {
            Node::Literal(value) => value.clone(),
            Node::Column(column) => cell(*column)?,
            Node::List(items) => {
                let items: Result<_, _> = items.iter().map(|item| item.reckon(cell)).collect();
                Value::List(items?)
            }
            Node::Not(node) => Value::Bool(!node.reckon(cell)?.is_true()),
            Node::Minus(node) => Value::Number(-node.reckon(cell)?.number()?.into_owned()),
            Node::And(left, right) => match left.reckon(cell)? {
                value if value.is_true() => right.reckon(cell)?,
                value => value,
            },
            Node::Or(left, right) => match left.reckon(cell)? {
                value if value.is_true() => value,
                _ => right.reckon(cell)?,
            },
            Node::If(parts) => {
                let [then, condition, otherwise] = &**parts;
                match condition.reckon(cell)?.is_true() {
                    true => then.reckon(cell)?,
                    false => otherwise.reckon(cell)?,
                }
            }
            Node::IsNone(node) => Value::Bool(node.reckon(cell)? == Value::None),
            Node::Reckon(operation, left, right) => {
                operate(*operation, &left.reckon(cell)?, &right.reckon(cell)?)?
            }
            Node::Compare(first, steps) => {
                let mut left = first.reckon(cell)?;
                for (comparison, right) in steps {
                    let right = right.reckon(cell)?;
                    if !compare(*comparison, &left, &right)? {
                        return Ok(Value::Bool(false));
                    }
                    left = right;
                }
                Value::Bool(true)
            }
            Node::Item(node, index) => item(node.reckon(cell)?, &index.reckon(cell)?)?,
            Node::Slice(node, ends) => {
                let [from, to] = ends;
                let end = |end: &'a Option<Box<Node>>| match end {
                    None => Ok(None),
                    Some(end) => index_of(&end.reckon(cell)?).map(Some),
                };
                slice(&node.reckon(cell)?, end(from)?, end(to)?)?
            }
            Node::Call(function, arguments) => {
                let arguments: Result<Vec<_>, _> =
                    arguments.iter().map(|node| node.reckon(cell)).collect();
                call(*function, &arguments?)?
            }
        })
    }
}

fn operate<'a>(
    operation: Operation,
    left: &Value<'_>,
    right: &Value<'_>,
) -> Result<Value<'a>, Failed> {
    if let (Operation::Add, Value::Text(left), Value::Text(right)) = (operation, left, right) {
        return text(format!("{left}{right}"));
    }
    let (left, right) = (left.number()?, right.number()?);
    let divides = matches!(
        operation,
        Operation::Divide | Operation::FloorDivide | Operation::Remainder
    );
    if divides && right.is_zero() {
        return Err(Failed);
    }
    let (left, right) = (&*left, &*right);
    let result = match operation {
        Operation::Add => left + right,
        Operation::Subtract => left - right,
        Operation::Multiply => left * right,
        Operation::Divide => left / right,
        Operation::FloorDivide => (left / right).floor(),
        Operation::Remainder => left - right * (left / right).floor(),
        Operation::Power => power(left, right)?,
    };
    match exact::is_too_long(&result) {
        true => Err(Failed),
        false => Ok(Value::Number(result)),
    }
}

/// Whole powers only: any other is no exact number.
fn power(base: &BigRational, exponent: &BigRational) -> Result<BigRational, Failed> {
    if !exponent.is_integer() || (base.is_zero() && exponent.is_negative()) {
        return Err(Failed);
    }
    let exponent = exponent.to_integer().to_i32().ok_or(Failed)?;
    let bits = base.numer().bits().max(base.denom().bits());
    // One bit more than the result can have: 1 and -1 have one bit, whatever the power.
    if bits > 1 && bits.saturating_mul(u64::from(exponent.unsigned_abs())) > 10_000 {
        return Err(Failed);
    }
    Ok(Pow::pow(base.clone(), exponent))
}

fn compare(comparison: Comparison, left: &Value<'_>, right: &Value<'_>) -> Result<bool, Failed> {
    Ok(match comparison {
        Comparison::Equal => left.is_equal(right),
        Comparison::Unequal => !left.is_equal(right),
        Comparison::Less => left.order(right)? == Ordering::Less,
        Comparison::LessOrEqual => left.order(right)? != Ordering::Greater,
        Comparison::Greater => left.order(right)? == Ordering::Greater,
        Comparison::GreaterOrEqual => left.order(right)? != Ordering::Less,
        Comparison::In => contains(right, left)?,
        Comparison::NotIn => !contains(right, left)?,
    })
}

fn contains(whole: &Value<'_>, part: &Value<'_>) -> Result<bool, Failed> {
    match (whole, part) {
        (Value::List(items), part) => Ok(items.iter().any(|item| item.is_equal(part))),
        (Value::Text(whole), Value::Text(part)) => Ok(whole.contains(&**part)),
        _ => Err(Failed),
    }
}

fn item<'a>(value: Value<'a>, index: &Value<'_>) -> Result<Value<'a>, Failed> {
    let index = index_of(index)?;
    match value {
        Value::List(mut items) => {
            let at = place(index, items.len());
            match at < items.len() && index >= -(items.len() as i64) {
                true => Ok(items.swap_remove(at)),
                false => Err(Failed),
            }
        }
        Value::Text(text) => {
            let length = text.chars().count();
            let found = text.chars().nth(place(index, length));
            let found = found.filter(|_| index >= -(length as i64)).ok_or(Failed)?;
            Ok(Value::Text(found.to_string().into()))
        }
        _ => Err(Failed),
    }
}

fn slice<'a>(value: &Value<'_>, from: Option<i64>, to: Option<i64>) -> Result<Value<'a>, Failed> {
    let Value::Text(whole) = value else {
        return Err(Failed);
    };
    let length = whole.chars().count();
    let from = from.map_or(0, |from| place(from, length));
    let to = to.map_or(length, |to| place(to, length));
    let cut = whole.chars().skip(from).take(to.saturating_sub(from));
    text(cut.collect())
}

/// An index counts from the end where it is negative.
fn place(index: i64, length: usize) -> usize {
    let index = match index {
        0.. => index,
        _ => index.saturating_add(length as i64),
    };
    usize::try_from(index).unwrap_or(0).min(length)
}

fn index_of(value: &Value<'_>) -> Result<i64, Failed> {
    let number = value.number()?;
    match number.is_integer() {
        true => number.to_integer().to_i64().ok_or(Failed),
        false => Err(Failed),
    }
}

fn call<'a>(function: Function, arguments: &[Value<'_>]) -> Result<Value<'a>, Failed> {
    let first = arguments.first().ok_or(Failed)?;
    let of_text = |at: usize| match arguments.get(at) {
        Some(Value::Text(text)) => Ok(&**text),
        _ => Err(Failed),
    };
    match function {
        Function::Int => match first {
            Value::Text(text) => {
                // To read digits takes the square of their number.
                let plain = Some(text.trim()).filter(|plain| plain.len() <= exact::DIGITS);
                let number: BigInt = plain.ok_or(Failed)?.parse().map_err(|_| Failed)?;
                number_of(BigRational::from_integer(number))
            }
            value => number_of(value.number()?.trunc()),
        },
        Function::Float => match first {
            Value::Text(text) => number_of(exact::parse(text.trim()).ok_or(Failed)?),
            value => number_of(value.number()?.into_owned()),
        },
        Function::Str => match first {
            Value::Text(own) => text(own.clone().into_owned()),
            Value::Number(number) => text(exact::shown(number)),
            Value::Bool(true) => text("True".to_owned()),
            Value::Bool(false) => text("False".to_owned()),
            Value::None => text("None".to_owned()),
            _ => Err(Failed),
        },
        Function::Lower => text(of_text(0)?.to_lowercase()),
        Function::Upper => text(of_text(0)?.to_uppercase()),
        Function::Strip => text(of_text(0)?.trim().to_owned()),
        Function::StartsWith => Ok(Value::Bool(of_text(0)?.starts_with(of_text(1)?))),
        Function::EndsWith => Ok(Value::Bool(of_text(0)?.ends_with(of_text(1)?))),
        Function::Replace => replace(of_text(0)?, of_text(1)?, of_text(2)?),
    }
}

fn replace<'a>(whole: &str, part: &str, with: &str) -> Result<Value<'a>, Failed> {
    let times = whole.matches(part).count();
    match whole.len() + times.saturating_mul(with.len()) > LONGEST_TEXT {
        true => Err(Failed),
        false => text(whole.replace(part, with)),
    }
}

fn number_of<'a>(number: BigRational) -> Result<Value<'a>, Failed> {
    match exact::is_too_long(&number) {
        true => Err(Failed),
        false => Ok(Value::Number(number)),
    }
}

fn text<'a>(text: String) -> Result<Value<'a>, Failed> {
    match text.len() > LONGEST_TEXT {
        true => Err(Failed),
        false => Ok(Value::Text(Cow::Owned(text))),
    }
}
