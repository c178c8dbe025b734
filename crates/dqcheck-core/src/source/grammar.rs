//! How the records of a file are told apart, whatever its dialect: what a descriptor says, completed by what was
//! detected or by the defaults of the standard.

use super::{Descriptor, Detected, Dialect, Quote};

/// A dialect in full. Where it is [`simple`](Grammar::simple), it is read fast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grammar {
    /// Not empty.
    pub delimiter: String,
    /// `None`: quotes are text.
    pub quote: Option<char>,
    /// Two quotes within quotes stand for one.
    pub double_quote: bool,
    /// What takes the meaning from the character behind it.
    pub escape: Option<char>,
    /// What ends a record; `None` for LF, CRLF and a CR alone.
    pub terminator: Option<String>,
    /// Spaces at the beginning of a cell are not part of it.
    pub skip_initial_space: bool,
    /// A cell without quotes that is just this has no value.
    pub null_sequence: Option<String>,
    /// A record whose first cell begins with this is passed over.
    pub comment: Option<String>,
    /// Numbers of records that are passed over, from 1, ascending.
    pub comment_rows: Vec<u64>,
    /// Records without any text are passed over.
    pub skip_blank_rows: bool,
}

impl From<Dialect> for Grammar {
    fn from(dialect: Dialect) -> Grammar {
        Grammar {
            delimiter: char::from(dialect.delimiter).to_string(),
            quote: Some(char::from(dialect.quote)),
            double_quote: true,
            escape: None,
            terminator: None,
            skip_initial_space: false,
            null_sequence: None,
            comment: None,
            comment_rows: Vec::new(),
            skip_blank_rows: false,
        }
    }
}

impl Grammar {
    /// What `told` says and, where it says nothing, what was detected.
    pub fn new(told: &Descriptor, detected: &Detected) -> Grammar {
        let found = Grammar::from(detected.dialect);
        Grammar {
            delimiter: told.delimiter.clone().unwrap_or(found.delimiter),
            quote: match told.quote {
                Some(Quote::Char(quote)) => Some(quote),
                Some(Quote::Never) => None,
                None => found.quote,
            },
            double_quote: told.double_quote.unwrap_or(true),
            escape: told.escape,
            terminator: told.line_terminator.clone(),
            skip_initial_space: told
                .skip_initial_space
                .unwrap_or(detected.skip_initial_space),
            null_sequence: told.null_sequence.clone(),
            comment: told.comment.clone(),
            comment_rows: told.comment_rows.clone(),
            skip_blank_rows: told.skip_blank_rows,
        }
    }

    /// The dialect, where it needs nothing but a delimiter of one byte and quotes of one that are doubled within
    /// quotes.
    pub fn simple(&self) -> Option<Dialect> {
        let byte = |c: char| u8::try_from(c).ok().filter(u8::is_ascii);
        let delimiter = match self.delimiter.as_bytes() {
            &[delimiter] => delimiter,
            _ => return None,
        };
        let dialect = Dialect {
            delimiter,
            quote: byte(self.quote?)?,
        };
        (*self == Grammar::from(dialect)).then_some(dialect)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const COMMA: Dialect = Dialect {
        delimiter: b',',
        quote: b'"',
    };

    fn simple(value: serde_json::Value) -> Option<Dialect> {
        Grammar::new(&Descriptor::read(&value, "").0, &Detected::default()).simple()
    }

    #[test]
    fn what_a_descriptor_leaves_open_is_what_was_found() {
        assert_eq!(simple(json!({})), Some(COMMA));
        assert_eq!(
            simple(
                json!({"delimiter": "\t", "lineTerminator": "\r\n", "doubleQuote": true, "headerRows": [2]})
            ),
            Some(Dialect {
                delimiter: b'\t',
                quote: b'"'
            })
        );
    }

    #[test]
    fn whatever_the_fast_reader_cannot_read_is_not_simple() {
        for value in [
            json!({"delimiter": "§"}),
            json!({"delimiter": ";;"}),
            json!({"quoteChar": null}),
            json!({"quoteChar": "«"}),
            json!({"doubleQuote": false}),
            json!({"escapeChar": "\\"}),
            json!({"lineTerminator": "|"}),
            json!({"skipInitialSpace": true}),
            json!({"nullSequence": "-"}),
            json!({"commentChar": "#"}),
            json!({"commentRows": [2]}),
            json!({"skipBlankRows": true}),
        ] {
            assert_eq!(simple(value.clone()), None, "{value}");
        }
    }
}
