//! Checks that keep what they found of a text for a block: the blocks must not show.

use super::*;

/// A commune, or what is none, as a file may write it.
fn cells() -> impl Strategy<Value = [&'static str; 4]> {
    let codes = ["92012", "92040", "75115", "16226", "92100", "2a004", ""];
    let names = [
        "Boulogne-Billancourt",
        "ISSY",
        "Paris",
        "Vars",
        "Nulle-Part",
        "",
    ];
    let postal_codes = ["92100", "92130", "92109", "92012", "1300", ""];
    let groups = [
        "200057974",
        "Grand Paris Seine Ouest",
        "200057947",
        "GPSO",
        "",
    ];
    (0..7_usize, 0..6_usize, 0..6_usize, 0..5_usize)
        .prop_map(move |(a, b, c, d)| [codes[a], names[b], postal_codes[c], groups[d]])
}

proptest! {
    #[test]
    fn communes_are_judged_the_same_whatever_the_blocks(
        rows in prop::collection::vec(cells(), 1..60), block in 1..200_usize, max in 1..40_usize,
    ) {
        let schema = br#"{
            "fields": [{"name": "insee"}, {"name": "nom"}, {"name": "cp"}, {"name": "epci"}],
            "dqcheck": {"checks": [
                {"name": "code-commune-insee", "params": {"column": "insee"}},
                {"name": "commune", "params": {"column": "nom", "code": "insee"}},
                {"name": "code-postal", "params": {"column": "cp", "commune": "insee", "name": "nom"}},
                {"name": "epci", "params": {"column": "epci", "commune": "insee"}}
            ]}
        }"#;
        let schema = crate::schema::read(schema).expect("a schema").schema;
        let rows = rows.iter().map(|cells| cells.join(",") + "\n");
        let data = std::iter::once("insee,nom,cp,epci\n".to_owned()).chain(rows).collect::<String>();
        let run = |block, threads| {
            run_bound(&schema, data.as_bytes(), Options { max_findings: max, block }, threads, &Binding::default())
        };
        let whole = run(1 << 20, 1);
        for threads in [1, 3] {
            prop_assert!(run(block, threads) == whole);
        }
    }
}
