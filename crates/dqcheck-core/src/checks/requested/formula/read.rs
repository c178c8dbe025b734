//! From the text of a formula to its tree, or to what of it cannot be used.

use minijinja::machinery::ast::{BinOpKind, Call, CallArg, CompareOpKind, Expr, UnaryOpKind};
use minijinja::machinery::{Span, parse_expr};
use minijinja::value::ValueKind;

use super::super::exact;
use super::{Comparison, Function, Node, Operation, Value};

/// Longest formula, in bytes. Reading one goes as deep as it is long where it is nothing but minus signs.
const LONGEST: usize = 2_000;
/// How deep the parts of a formula may lie in one another.
const DEEPEST: usize = 100;

/// Why a formula cannot be used.
#[derive(Debug, PartialEq)]
pub(in super::super) enum Unreadable {
    /// It cannot be understood; where, in characters from 1.
    Syntax {
        position: usize,
    },
    /// It names what is no field.
    Name {
        name: String,
    },
    /// It uses something that formulas do not have.
    Unsupported {
        part: String,
    },
    TooLong,
}

/// Reads a formula. `column` gives the index of the column with a name.
pub(in super::super) fn read(
    formula: &str,
    column: &mut dyn FnMut(&str) -> Option<usize>,
) -> Result<Node, Unreadable> {
    if formula.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    // To the parser, which is that of templates, this is the end of the expression; it panics on what follows.
    if formula.contains("}}") {
        return Err(unsupported("}}"));
    }
    let parsed = parse_expr(formula).map_err(|error| {
        let start = error.range().map_or(formula.len(), |range| range.start);
        let before = formula.get(..start).unwrap_or(formula);
        Unreadable::Syntax {
            position: before.chars().count() + 1,
        }
    })?;
    let mut reader = Reader { formula, column };
    reader.node(&parsed, 0)
}

struct Reader<'a> {
    formula: &'a str,
    column: &'a mut dyn FnMut(&str) -> Option<usize>,
}

impl Reader<'_> {
    fn node(&mut self, expr: &Expr<'_>, depth: usize) -> Result<Node, Unreadable> {
        if depth > DEEPEST {
            return Err(Unreadable::TooLong);
        }
        let depth = depth + 1;
        let mut part = |expr: &Expr<'_>| self.node(expr, depth).map(Box::new);
        Ok(match expr {
            Expr::Var(var) => match (self.column)(var.id) {
                Some(column) => Node::Column(column),
                None => {
                    return Err(Unreadable::Name {
                        name: var.id.to_owned(),
                    });
                }
            },
            Expr::Const(constant) => self.literal(&constant.value, constant.span())?,
            Expr::List(list) => Node::List(self.nodes(&list.items, depth)?),
            Expr::UnaryOp(unary) => match unary.op {
                UnaryOpKind::Not => Node::Not(part(&unary.expr)?),
                UnaryOpKind::Neg => Node::Minus(part(&unary.expr)?),
            },
            Expr::BinOp(binary) => {
                let operation = match binary.op {
                    BinOpKind::ScAnd => {
                        return Ok(Node::And(part(&binary.left)?, part(&binary.right)?));
                    }
                    BinOpKind::ScOr => {
                        return Ok(Node::Or(part(&binary.left)?, part(&binary.right)?));
                    }
                    BinOpKind::Add => Operation::Add,
                    BinOpKind::Sub => Operation::Subtract,
                    BinOpKind::Mul => Operation::Multiply,
                    BinOpKind::Div => Operation::Divide,
                    BinOpKind::FloorDiv => Operation::FloorDivide,
                    BinOpKind::Rem => Operation::Remainder,
                    // Python reads `-a ** b` and `a ** b ** c` from the right, the parser from the left.
                    BinOpKind::Pow => match binary.left {
                        Expr::UnaryOp(_) => return Err(unsupported("-a ** b")),
                        Expr::BinOp(ref left) if matches!(left.op, BinOpKind::Pow) => {
                            return Err(unsupported("a ** b ** c"));
                        }
                        _ => Operation::Power,
                    },
                    BinOpKind::Concat => return Err(unsupported("~")),
                    BinOpKind::Eq => {
                        return self.compare(binary, Comparison::Equal, depth);
                    }
                    BinOpKind::Ne => {
                        return self.compare(binary, Comparison::Unequal, depth);
                    }
                    BinOpKind::Lt => return self.compare(binary, Comparison::Less, depth),
                    BinOpKind::Lte => {
                        return self.compare(binary, Comparison::LessOrEqual, depth);
                    }
                    BinOpKind::Gt => return self.compare(binary, Comparison::Greater, depth),
                    BinOpKind::Gte => {
                        return self.compare(binary, Comparison::GreaterOrEqual, depth);
                    }
                    BinOpKind::In => return self.compare(binary, Comparison::In, depth),
                };
                Node::Reckon(operation, part(&binary.left)?, part(&binary.right)?)
            }
            Expr::Compare(chain) => {
                let mut with = Vec::with_capacity(chain.ops.len());
                for step in &chain.ops {
                    with.push((comparison(step.op), self.node(&step.expr, depth)?));
                }
                Node::Compare(Box::new(self.node(&chain.expr, depth)?), with)
            }
            Expr::IfExpr(choice) => {
                let Some(otherwise) = &choice.false_expr else {
                    return Err(unsupported("a if b"));
                };
                Node::If(Box::new([
                    self.node(&choice.true_expr, depth)?,
                    self.node(&choice.test_expr, depth)?,
                    self.node(otherwise, depth)?,
                ]))
            }
            Expr::Test(test) if test.name.eq_ignore_ascii_case("none") && test.args.is_empty() => {
                Node::IsNone(part(&test.expr)?)
            }
            Expr::Test(test) => return Err(unsupported(&format!("is {}", test.name))),
            Expr::GetItem(item) => Node::Item(part(&item.expr)?, part(&item.subscript_expr)?),
            Expr::Slice(slice) => {
                if slice.step.is_some() {
                    return Err(unsupported("[a:b:c]"));
                }
                let text = part(&slice.expr)?;
                let mut end = |expr: &Option<Expr<'_>>| expr.as_ref().map(&mut part).transpose();
                Node::Slice(text, [end(&slice.start)?, end(&slice.stop)?])
            }
            Expr::Call(call) => self.call(call, depth)?,
            Expr::Filter(filter) => return Err(unsupported(&format!("| {}", filter.name))),
            Expr::GetAttr(attribute) => {
                return Err(unsupported(&format!(".{}", attribute.name)));
            }
            Expr::Map(_) => return Err(unsupported("{ }")),
        })
    }

    fn nodes(&mut self, items: &[Expr<'_>], depth: usize) -> Result<Vec<Node>, Unreadable> {
        items.iter().map(|item| self.node(item, depth)).collect()
    }

    fn compare(
        &mut self,
        binary: &minijinja::machinery::ast::BinOp<'_>,
        comparison: Comparison,
        depth: usize,
    ) -> Result<Node, Unreadable> {
        let left = self.node(&binary.left, depth)?;
        let right = self.node(&binary.right, depth)?;
        Ok(Node::Compare(Box::new(left), vec![(comparison, right)]))
    }

    fn call(&mut self, call: &Call<'_>, depth: usize) -> Result<Node, Unreadable> {
        let mut arguments = Vec::new();
        let (name, function) = match &call.expr {
            Expr::Var(var) => (format!("{}()", var.id), find(&Function::NAMED, var.id)),
            Expr::GetAttr(attribute) => {
                arguments.push(self.node(&attribute.expr, depth)?);
                (
                    format!(".{}()", attribute.name),
                    find(&Function::METHODS, attribute.name),
                )
            }
            _ => return Err(unsupported("( )")),
        };
        for argument in &call.args {
            match argument {
                CallArg::Pos(argument) => arguments.push(self.node(argument, depth)?),
                _ => return Err(unsupported(&name)),
            }
        }
        match function.filter(|function| function.arguments() == arguments.len()) {
            Some(function) => Ok(Node::Call(function, arguments)),
            None => Err(unsupported(&name)),
        }
    }

    /// A number is taken as it is written: the parser keeps a float.
    fn literal(&self, value: &minijinja::Value, span: Span) -> Result<Node, Unreadable> {
        let written = || {
            let text = self
                .formula
                .get(span.start_offset as usize..span.end_offset as usize)?;
            exact::parse(&text.replace('_', ""))
        };
        Ok(Node::Literal(match value.kind() {
            ValueKind::None => Value::None,
            ValueKind::Bool => Value::Bool(value.is_true()),
            ValueKind::String => Value::Text(value.as_str().unwrap_or_default().to_owned().into()),
            _ => match written().or_else(|| exact::parse(&value.to_string())) {
                Some(number) => Value::Number(number),
                None => return Err(unsupported(&value.to_string())),
            },
        }))
    }
}

fn find(named: &[(&str, Function)], name: &str) -> Option<Function> {
    let found = named.iter().find(|(known, _)| *known == name);
    found.map(|(_, function)| *function)
}

fn comparison(kind: CompareOpKind) -> Comparison {
    match kind {
        CompareOpKind::Eq => Comparison::Equal,
        CompareOpKind::Ne => Comparison::Unequal,
        CompareOpKind::Lt => Comparison::Less,
        CompareOpKind::Lte => Comparison::LessOrEqual,
        CompareOpKind::Gt => Comparison::Greater,
        CompareOpKind::Gte => Comparison::GreaterOrEqual,
        CompareOpKind::In => Comparison::In,
        CompareOpKind::NotIn => Comparison::NotIn,
    }
}

fn unsupported(part: &str) -> Unreadable {
    Unreadable::Unsupported {
        part: part.to_owned(),
    }
}
