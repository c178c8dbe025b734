//! Communes of a later day in the place of those of the last year. The text is used once for the whole program, so one
//! test asks for all that follows from it, and no other test here may ask for anything.

use dqcheck_reference::{
    LATEST, Reason, Unreadable, Update, commune, commune_at, communes, communes_named, contains,
    distance_to, epci, former, formers, history, replace, successor, updated, with_postal_code,
};
use proptest::prelude::*;

const SMALL: &str = "dqcheck-reference\t1\t2026-11-24\thttps://geo.api.gouv.fr\n\
    E\t200054781\tMETRO\tMétropole du Grand Paris\n\
    E\t200057974\tEPT\tGrand Paris Seine Ouest\n\
    C\t13055\tMarseille\t13001 13002\t\t\t\n\
    C\t13201\tMarseille 1er Arrondissement\t13001\t\t\t13055\n\
    C\t92012\tBoulogne-sur-Seine\t92100 92109\t200054781\t200057974\t\n\
    C\t92072\tSèvres\t92310\t200054781\t200057974\t\n\
    F\t92022\t92072\tChaville\n\
    F\t92040\t92012\tIssy-les-Moulineaux\n\
    end\t9\n";

#[test]
fn an_update_takes_the_place_of_the_last_year_and_leaves_the_others() {
    assert_eq!(replace(SMALL.to_owned()), Ok(()));
    assert_eq!(updated().unwrap().date, "2026-11-24");

    let boulogne = commune("92012", LATEST).unwrap();
    assert_eq!(boulogne.name, "Boulogne-sur-Seine");
    assert_eq!(
        boulogne.postal_codes().collect::<Vec<_>>(),
        ["92100", "92109"]
    );
    assert_eq!(
        commune("92012", LATEST - 1).unwrap().name,
        "Boulogne-Billancourt"
    );
    assert_eq!(history("92012").len(), 2);
    let sevres = history("92072");
    assert_eq!(
        (sevres.len(), sevres[0].vintages.last),
        (1, LATEST),
        "what is as it was stays one record"
    );
    assert_eq!(communes(LATEST).count(), 4);
    assert!(communes(LATEST - 1).count() > 30_000);

    let gone = former("92040").unwrap();
    assert_eq!(gone.name, Some("Issy-les-Moulineaux"));
    assert_eq!(successor("92040").unwrap().code, "92012");
    assert_eq!(former("92047"), None, "gone, and nobody says where");
    assert!(formers().all(|former| commune(former.successor().code, LATEST).is_some()));

    assert_eq!(
        communes_named("boulogne sur seine", LATEST)
            .next()
            .unwrap()
            .code,
        "92012"
    );
    assert_eq!(
        with_postal_code("92109", LATEST).next().unwrap().code,
        "92012"
    );
    assert_eq!(with_postal_code("92130", LATEST).count(), 0);
    let ept = epci("200057974", LATEST).unwrap();
    assert_eq!(ept.communes(LATEST).count(), 2);
    assert_eq!(epci("243500139", LATEST), None);
    assert!(epci("243500139", LATEST - 1).is_some());

    // The town hall of Issy is now in Boulogne, whose contour is its own and that of Issy.
    let issy = (2.2735, 48.8240);
    assert_eq!(commune_at(issy.0, issy.1).unwrap().code, "92012");
    assert_eq!(contains("92012", issy.0, issy.1), Some(true));
    assert_eq!(distance_to("92012", issy.0, issy.1), Some(0.0));
    assert_eq!(contains("92012", 2.2410, 48.8352), Some(true));
    assert_eq!(contains("92072", issy.0, issy.1), Some(false));

    assert_eq!(
        replace(SMALL.to_owned()),
        Err(Unreadable {
            line: 1,
            reason: Reason::TooLate
        })
    );
}

fn refusal(text: &str) -> (usize, Reason) {
    let Unreadable { line, reason } = Update::read(text).expect_err("it is wrong");
    (line, reason)
}

#[test]
fn a_wrong_text_is_refused_with_the_line_and_the_reason() {
    let changed = |from: &str, to: &str| refusal(&SMALL.replacen(from, to, 1));
    assert_eq!(refusal(""), (1, Reason::Signature));
    assert_eq!(changed("\t1\t", "\t2\t"), (1, Reason::Signature));
    assert_eq!(changed("2026-11-24", "yesterday!"), (1, Reason::Signature));
    assert_eq!(changed("METRO", "CLUB"), (2, Reason::Code));
    assert_eq!(changed("\tEPT\t", "\t"), (3, Reason::Fields));
    assert_eq!(changed("Marseille\t", "\u{1b}[31m\t"), (4, Reason::Name));
    assert_eq!(changed("Marseille\t", "\t"), (4, Reason::Name));
    assert_eq!(changed("13001 ", "1300 "), (4, Reason::Code));
    assert_eq!(changed("13055\n", "13056\n"), (5, Reason::Reference));
    assert_eq!(changed("C\t92012", "C\t96012"), (6, Reason::Code));
    assert_eq!(changed("C\t92012", "C\t13201"), (6, Reason::Order));
    assert_eq!(changed("C\t92072", "X\t92072"), (7, Reason::Fields));
    assert_eq!(changed("200057974\t\nF", "\t\t\t\nF"), (7, Reason::Fields));
    let gone = |code: &str, into: &str| changed("F\t92022\t92072", &format!("F\t{code}\t{into}"));
    assert_eq!(gone("92012", "92072"), (8, Reason::Gone));
    assert_eq!(gone("92012", "92012"), (8, Reason::Gone));
    assert_eq!(gone("92022", "92022"), (8, Reason::Reference));
    assert_eq!(gone("92022", "92073"), (8, Reason::Reference));
    // An arrondissement lies in its city: both together would take each other's borders away.
    assert_eq!(gone("13201", "13055"), (8, Reason::Gone));
    assert_eq!(gone("13202", "13055"), (8, Reason::Gone));
    assert_eq!(gone("75101", "92012"), (8, Reason::Gone));
    assert_eq!(changed("end\t9", "end\t8"), (10, Reason::Cut));
    assert_eq!(changed("end\t9\n", "end\t9\nend\t10\n"), (10, Reason::Cut));
    assert_eq!(changed("end\t9\n", ""), (9, Reason::Cut));
}

#[test]
fn line_ends_of_windows_change_nothing() {
    assert!(Update::read(&SMALL.replace('\n', "\r\n")).is_ok());
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(at in 0..SMALL.len(), with in "\\PC{0,3}|\t|\n|[0-9]{1,9}", cut in 0..40usize) {
        let (mut from, mut to) = (at, (at + cut).min(SMALL.len()));
        while !SMALL.is_char_boundary(from) { from -= 1; }
        while !SMALL.is_char_boundary(to) { to -= 1; }
        let text = format!("{}{with}{}", &SMALL[..from], &SMALL[to.max(from)..]);
        let _ = Update::read(&text);
    }
}
