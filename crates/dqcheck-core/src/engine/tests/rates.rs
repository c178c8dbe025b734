//! Keys that must be in another file: how many are, and why the others are not.

use std::fmt::Write as _;

use super::*;
use crate::checks;
use crate::message::Lang;

/// What is said of the keys `data` where the other file has the keys `other`, in both languages; the same in any blocks.
fn said(
    data: impl Iterator<Item = String>,
    other: impl Iterator<Item = String>,
) -> Option<[String; 2]> {
    let column = |keys: &mut dyn Iterator<Item = String>| {
        keys.fold("cle\n".to_owned(), |mut text, key| {
            let _ = writeln!(text, "\"{key}\"");
            text
        })
    };
    let (data, other) = (column(&mut { data }), column(&mut { other }));
    let schema = r#"{"fields": [{"name": "cle"}],
        "dqcheck": {"checks": [{"name": "match-rate", "params": {"column": "cle", "file": "codes.csv"}}]}}"#;
    let mut schema = crate::schema::read(schema.as_bytes())
        .expect("a schema")
        .schema;
    checks::attach(&mut schema.rules, |_| Ok(attach(other.clone().into())));
    let binding = Binding::default();
    let [whole, cut] = [(1 << 20, 1), (50, 3)].map(|(block, threads)| {
        let options = Options {
            block,
            ..Options::default()
        };
        run_bound(&schema, data.as_bytes(), options, threads, &binding)
    });
    assert_eq!(whole, cut);
    let cause = whole.causes.first()?;
    assert_eq!(cause.check.id, "low-match-rate");
    assert_eq!((cause.count, cause.places.len()), (1, 0));
    Some(Lang::ALL.map(|lang| cause.message(None, lang)))
}

#[test]
fn eleven_keys_of_three_hundred_are_too_few() {
    let data = (0..300).map(|n| format!("A{n:04}"));
    let other = (289..400).map(|n| format!("A{n:04}"));
    assert_eq!(
        said(data, other).expect("too few"),
        [
            "11 of 300 distinct keys (3.7 %) are in “codes.csv”; at least 90 % are expected. Not found: A0000, A0001, \
             A0002. In “codes.csv” stand for example: A0289, A0290, A0291.",
            "11 des 300 clés distinctes (3,7 %) figurent dans « codes.csv » ; il en faut au moins 90 %. Introuvables : \
             A0000, A0001, A0002. Dans « codes.csv » se trouvent par exemple : A0289, A0290, A0291.",
        ]
    );
}

#[test]
fn the_likely_reason_is_told_where_most_of_the_others_would_match() {
    let data = || (0..300).map(|n| format!("{n}"));
    let zeros = said(data(), (5..400).map(|n| format!("{n:04}"))).expect("too few");
    assert!(
        zeros[0].contains("With the zeros at the beginning put back, 295 would match"),
        "{zeros:?}"
    );
    let prefix = said(data(), (0..300).map(|n| format!("92012-{n}"))).expect("too few");
    assert!(
        prefix[0].contains("Without what stands before their last part, 300 would match"),
        "{prefix:?}"
    );
    // That all keys end alike tells nothing.
    let same = said(
        (0..20).map(|n| format!("a{n}-1")),
        (0..20).map(|n| format!("b{n}-1")),
    );
    assert!(!same.expect("too few")[0].contains("would match"));
}

#[test]
fn enough_keys_are_enough_and_rounding_makes_none() {
    let data = || (0..1000).map(|n| format!("{n}"));
    assert_eq!(said(data(), (100..1000).map(|n| format!("{n}"))), None);
    let data = || (0..10_000).map(|n| format!("A{n}"));
    let short = said(data(), (1_001..10_000).map(|n| format!("A{n}"))).expect("too few");
    assert!(
        short[0].contains("8,999 of 10,000 distinct keys (89.9 %)"),
        "{short:?}"
    );
}
