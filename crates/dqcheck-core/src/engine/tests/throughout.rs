//! Faults of a type that a whole column has are told once, whatever the blocks.

use super::*;
use crate::message::Lang;

const SCHEMA: &str = r#"{"fields": [{"name": "n"}, {"name": "lieu", "type": "geopoint"}, {"name": "b", "type": "geopoint"}]}"#;

fn found(rows: &[String], max_findings: usize, block: usize, threads: usize) -> Findings {
    let schema = crate::schema::read(SCHEMA.as_bytes()).expect("a schema");
    let data = ["n,lieu,b\n", &rows.concat()].concat();
    let options = Options {
        max_findings,
        block,
    };
    let binding = Binding::default();
    run_bound(&schema.schema, data.as_bytes(), options, threads, &binding)
}

/// The findings of a column of such cells: how often each reason is told, and the first message.
fn told(cells: &[&str]) -> Vec<(&'static str, u64, String)> {
    let rows: Vec<String> = cells
        .iter()
        .map(|cell| format!("1,\"{cell}\",\n"))
        .collect();
    let [whole, cut] =
        [(1 << 20, 1), (20, 3)].map(|(block, threads)| found(&rows, 100, block, threads));
    assert_eq!(whole, cut);
    let causes = whole.causes.iter();
    let said = causes.map(|cause| {
        let message = cause.message(cause.places.first(), Lang::En);
        (cause.reason().id, cause.count, message)
    });
    said.collect()
}

const NOUMEA: &str = "-22.2711, 166.4416";
const BOULOGNE: &str = "644206.5741, 6859729.2767";
const COMMA: &str = "2,24, 48,83";

#[test]
fn a_column_in_metres_is_one_finding_with_examples() {
    let far = "700000, 6600000";
    assert_eq!(
        told(&[BOULOGNE, "", far, BOULOGNE, far]),
        [(
            "projected-column",
            1,
            "The whole column, 4 rows, is in metres, not in degrees; this row is in Lambert-93 (EPSG:2154). In degrees \
             the positions lie in France: 644206.5741, 6859729.2767 → 2.2399, 48.8352; 700000, 6600000 → \
             3, 46.5; 644206.5741, 6859729.2767 → 2.2399, 48.8352."
                .to_owned()
        )]
    );
}

#[test]
fn a_column_that_is_swapped_or_has_decimal_commas_is_one_finding() {
    let swapped = told(&[NOUMEA; 3]);
    assert_eq!(
        (swapped[0].0, swapped[0].1, swapped.len()),
        ("swapped-column", 1, 1)
    );
    assert!(
        swapped[0]
            .2
            .contains("-22.2711, 166.4416 → 166.4416, -22.2711;"),
        "{swapped:?}"
    );
    let commas = told(&[COMMA; 5]);
    assert_eq!(
        (commas[0].0, commas[0].1, commas.len()),
        ("decimal-comma-column", 1, 1)
    );
    assert!(commas[0].2.contains("5 rows"), "{commas:?}");
    assert!(
        commas[0].2.contains("2,24, 48,83 → 2.24, 48.83;"),
        "{commas:?}"
    );
}

#[test]
fn what_not_all_cells_have_is_told_of_each() {
    let reasons = |cells: &[&str]| -> Vec<(&str, u64)> {
        told(cells)
            .into_iter()
            .map(|(reason, count, _)| (reason, count))
            .collect()
    };
    // Two may be chance; one that is right is a proof.
    assert_eq!(reasons(&[NOUMEA, "", NOUMEA]), [("swapped", 2)]);
    assert_eq!(
        reasons(&[NOUMEA, NOUMEA, NOUMEA, "166.4416, -22.2711"]),
        [("swapped", 3)]
    );
    // Most must have it, and the others are still told.
    let mixed = [BOULOGNE, BOULOGNE, BOULOGNE, COMMA, COMMA, COMMA];
    assert_eq!(reasons(&mixed), [("projected", 3), ("decimal-comma", 3)]);
    let most = [BOULOGNE, COMMA, BOULOGNE, COMMA, BOULOGNE, COMMA, BOULOGNE];
    assert_eq!(
        reasons(&most),
        [("decimal-comma", 3), ("projected-column", 1)]
    );
}

proptest! {
    #[test]
    fn a_column_is_judged_the_same_in_any_blocks(
        rows in prop_oneof![
            prop::collection::vec("[12],\"644206.6, 6859729.[0-9]\",(\"2.24, 48.83\"|\"2,24, 48,8[0-9]\"|x|)\n", 1..40),
            prop::collection::vec("[12],(\"-22.[0-9], 166.4\"|\"-22.3, 166.4\"|\"-22.3, 166.4\"||0),(\"2,24, 48,8[0-9]\"|\"2\"\"\"|)\n", 1..40),
        ],
        block in 1..200_usize, max in 1..20_usize,
    ) {
        let whole = found(&rows, max, 1 << 20, 1);
        for threads in [1, 3] {
            let found = found(&rows, max, block, threads);
            prop_assert!(found == whole, "{} threads: {:?}, whole: {:?}", threads, found.causes, whole.causes);
        }
    }
}
