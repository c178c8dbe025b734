//! What types written in JSON share: equal values, and why a text is not JSON.

use serde::de::IgnoredAny;
use serde_json::Value;

use super::cause;
use crate::check::Reason;
use crate::message::Text;

/// Writes the same bytes for texts that say the same, whatever their blanks and the order of their keys.
pub(super) fn key(text: &[u8], out: &mut Vec<u8>) {
    match serde_json::from_slice(text) {
        Ok(value) => write(&value, out),
        Err(_) => out.extend_from_slice(text),
    }
}

fn write(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Array(items) => {
            out.push(b'[');
            for item in items {
                write(item, out);
                out.push(b',');
            }
            out.push(b']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            out.push(b'{');
            for (name, member) in members {
                write(&Value::String(name.clone()), out);
                out.push(b':');
                write(member, out);
                out.push(b',');
            }
            out.push(b'}');
        }
        scalar => out.extend_from_slice(scalar.to_string().as_bytes()),
    }
}

pub(super) const SINGLE_QUOTES: Reason = Reason {
    id: "single-quotes",
    message: Text {
        en: "“{value}” has single quotes; JSON needs double ones.",
        fr: "« {value} » a des apostrophes ; JSON demande des guillemets doubles.",
    },
    help: Text {
        en: "This is how Python prints a value. Export with json.dumps, or replace ' by \" round keys and texts.",
        fr: "C'est ainsi que Python affiche une valeur. Exportez avec json.dumps, ou remplacez ' par \" autour des \
             clés et des textes.",
    },
};

pub(super) const BROKEN_JSON: Reason = Reason {
    id: "broken-json",
    message: Text {
        en: "“{value}” begins like JSON, but a sign in it is missing or too many.",
        fr: "« {value} » commence comme du JSON, mais il y manque un signe, ou il y en a un de trop.",
    },
    help: Text {
        en: "Look at its end first: a text that was cut lacks its closing brackets. Then look for a comma or a quote \
             that is missing or too many, and for NaN, which JSON does not have.",
        fr: "Regardez d'abord la fin : un texte coupé n'a pas ses crochets fermants. Cherchez ensuite une virgule ou \
             un guillemet manquant ou en trop, et NaN, qui n'existe pas en JSON.",
    },
};

/// Whether it is JSON, is nearly, or is not at all; `None` where it is sound JSON.
pub(super) fn why(text: &[u8]) -> Option<&'static str> {
    if serde_json::from_slice::<IgnoredAny>(text).is_ok() {
        return None;
    }
    let text = text.trim_ascii();
    Some(match text {
        _ if cause::is_spreadsheet_error(text) => "spreadsheet-error",
        [b'[' | b'{', ..] => {
            let doubled: Vec<u8> = text
                .iter()
                .map(|&byte| if byte == b'\'' { b'"' } else { byte })
                .collect();
            match serde_json::from_slice::<IgnoredAny>(&doubled) {
                Ok(_) => "single-quotes",
                Err(_) => "broken-json",
            }
        }
        _ => "not-json",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_the_order_of_keys_do_not_count() {
        let key = |text: &str| {
            let mut out = Vec::new();
            key(text.as_bytes(), &mut out);
            out
        };
        assert_eq!(
            key(r#"{"a":1,"b":[2,{"c":null}]}"#),
            key(r#" { "b": [2, {"c":null}], "a": 1 } "#)
        );
        assert_ne!(key("[1,2]"), key("[2,1]"));
        assert_ne!(key("[[1],2]"), key("[[1,2]]"));
    }
}
