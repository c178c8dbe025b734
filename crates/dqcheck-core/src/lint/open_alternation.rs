//! `open-alternation`: a pattern of several forms, of which many tools let the first ones end anywhere.

use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{AssertionKind, Ast};

use super::Subject;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "open-alternation",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "Alternatives without parentheses",
        fr: "Des possibilités sans parenthèses",
    },
    why: Text {
        en: "dqcheck compares a cell with the whole pattern, as the standard wants it. Many tools, frictionless and \
             Validata among them, only put ^ and $ at the two ends: the end of the cell then binds the last \
             alternative only, and cells that merely begin like one of the others pass.",
        fr: "dqcheck compare une cellule au motif tout entier, comme le veut la norme. Beaucoup d'outils, dont \
             frictionless et Validata, ne font qu'ajouter ^ et $ aux deux bouts : la fin de la cellule ne compte alors \
             que pour la dernière possibilité, et des cellules qui commencent seulement comme l'une des autres \
             passent.",
    },
    reasons: &[Reason {
        id: "open",
        message: Text {
            en: "With many tools, only the last of the alternatives between | must reach the end of the cell.",
            fr: "Avec beaucoup d'outils, seule la dernière des possibilités séparées par | doit aller jusqu'à la fin \
                 de la cellule.",
        },
        help: Text {
            en: "Put the alternatives between parentheses: {suggestion}",
            fr: "Mettez les possibilités entre parenthèses : {suggestion}",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "open", "constraints": {"pattern": "^oui|non$"}}]}"#,
            data: "",
            fails: Some("open"),
        },
        Example {
            schema: r#"{"fields": [{"name": "open", "constraints": {"pattern": "^(oui|non)$"}}]}"#,
            data: "",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "open", "constraints": {"pattern": "^oui$|^non$"}}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

const OPEN: usize = 0;

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for field in &subject.schema.fields {
        let pattern = field.constraints.get("pattern");
        if let Some(source) = pattern.and_then(|pattern| pattern.as_str())
            && is_open(source)
        {
            let pointer = format!("{}/constraints/pattern", field.pointer);
            faults.push(Fault::new(&CHECK, OPEN, pointer).with("suggestion", closed(source)));
        }
    }
}

/// Whether the pattern is a choice of which any but the last does not itself ask for the end of the text.
fn is_open(pattern: &str) -> bool {
    match Parser::new().parse(pattern) {
        Ok(Ast::Alternation(ref choice)) => match choice.asts.split_last() {
            Some((_, others)) => !others.iter().all(reaches_end),
            None => false,
        },
        _ => false,
    }
}

/// The parser limits how deep a pattern is nested.
fn reaches_end(ast: &Ast) -> bool {
    match ast {
        Ast::Assertion(assertion) => matches!(
            assertion.kind,
            AssertionKind::EndLine | AssertionKind::EndText
        ),
        Ast::Concat(parts) => parts.asts.last().is_some_and(reaches_end),
        Ast::Group(group) => reaches_end(&group.ast),
        Ast::Alternation(choice) => choice.asts.iter().all(reaches_end),
        _ => false,
    }
}

/// The pattern with its alternatives between parentheses.
fn closed(pattern: &str) -> String {
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let escaped = inner.ends_with("\\$");
    let inner = inner
        .strip_suffix('$')
        .filter(|_| !escaped)
        .unwrap_or(inner);
    format!("^({inner})$")
}
