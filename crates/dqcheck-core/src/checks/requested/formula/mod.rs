//! Formulas: what must be true of the cells of a row, written as in Python.
//!
//! The formula is read once, by the expression parser of `minijinja`, whose syntax is Python's but for `**`; what it
//! gives becomes a tree of our own, of what is known here and nothing else: there are no loops, no assignments and no
//! way to a file or a network. It is reckoned with exact numbers, so that `0.1 + 0.2` is `0.3`. A row takes at most as
//! many steps as the formula has parts, and no number or text may grow beyond a limit.

mod read;
mod reckon;
#[cfg(test)]
mod tests;
mod value;

pub(super) use read::{Unreadable, read};
pub(super) use value::{Failed, Value};

/// A formula, or a part of one.
#[derive(Debug)]
pub(super) enum Node {
    /// A number, a text, True, False or None.
    Literal(Value<'static>),
    /// The cell of a column, an index into those that the formula names.
    Column(usize),
    List(Vec<Node>),
    Not(Box<Node>),
    Minus(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    /// The middle one of three is asked first: `a if b else c`.
    If(Box<[Node; 3]>),
    IsNone(Box<Node>),
    Reckon(Operation, Box<Node>, Box<Node>),
    /// `a < b <= c`: each is compared with the next.
    Compare(Box<Node>, Vec<(Comparison, Node)>),
    Item(Box<Node>, Box<Node>),
    /// From the first, up to the second.
    Slice(Box<Node>, [Option<Box<Node>>; 2]),
    Call(Function, Vec<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Remainder,
    Power,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
}

/// What can be called. The first argument of a method is the text that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Function {
    Int,
    Float,
    Str,
    Lower,
    Upper,
    Strip,
    StartsWith,
    EndsWith,
    Replace,
}

impl Function {
    /// The functions, with their names.
    const NAMED: [(&'static str, Function); 3] = [
        ("int", Function::Int),
        ("float", Function::Float),
        ("str", Function::Str),
    ];

    /// The methods of a text, with their names.
    const METHODS: [(&'static str, Function); 6] = [
        ("lower", Function::Lower),
        ("upper", Function::Upper),
        ("strip", Function::Strip),
        ("startswith", Function::StartsWith),
        ("endswith", Function::EndsWith),
        ("replace", Function::Replace),
    ];

    /// How many arguments it takes, the text of a method being the first.
    fn arguments(self) -> usize {
        match self {
            Function::StartsWith | Function::EndsWith => 2,
            Function::Replace => 3,
            _ => 1,
        }
    }
}
