//! The parts of the messages that are made of names and counts.

use std::collections::BTreeMap;

use dqcheck_reference::{Commune, Epci, LATEST, commune, epci};

use crate::checks::geo::place::distance_in;
use crate::message::{Arg, Lang, number};

/// How many communes are named.
const NAMED: usize = 8;

/// How many rows there are of each commune, by its code.
pub(super) type Counts = BTreeMap<&'static str, u64>;

/// “insee”, “commune” and “geo_point_2d”.
pub(super) fn columns(labels: &[&str]) -> Arg {
    Arg::said(|lang| {
        let quoted = labels.iter().map(|label| match lang {
            Lang::En => format!("“{label}”"),
            Lang::Fr => format!("« {label} »"),
        });
        let mut quoted: Vec<String> = quoted.collect();
        let last = quoted.pop().unwrap_or_default();
        let and = match lang {
            Lang::En => "and",
            Lang::Fr => "et",
        };
        match quoted.is_empty() {
            true => last,
            false => format!("{} {and} {last}", quoted.join(", ")),
        }
    })
}

/// What is added where the position of a row is known to be so many metres from a commune.
pub(super) fn far(metres: Option<f64>, from: &str) -> Arg {
    let Some(metres) = metres else {
        return Arg::from("");
    };
    let metres = match metres {
        // No finer than the contours are.
        ..1000.0 => (metres / 10.0).round() * 10.0,
        _ => metres,
    };
    Arg::said(|lang| {
        let distance = distance_in(metres, lang);
        match lang {
            Lang::En => format!(" (its position is {distance} from {from})"),
            Lang::Fr => format!(" (la position en est à {distance})"),
        }
    })
}

/// 97 rows of Issy-les-Moulineaux, 41 of Meudon.
pub(super) fn communes(counts: &Counts) -> Arg {
    let mut sorted: Vec<(&str, u64)> = counts.iter().map(|(code, count)| (*code, *count)).collect();
    sorted.sort_by_key(|(code, count)| (u64::MAX - count, *code));
    // To leave out a single one would save nothing.
    let shown = match sorted.len() {
        all if all <= NAMED + 1 => all,
        _ => NAMED,
    };
    let (shown, others) = sorted.split_at(shown);
    Arg::said(|lang| {
        let mut parts: Vec<String> = Vec::new();
        for (code, count) in shown {
            let name = commune(code, LATEST).map_or(*code, |commune| commune.name);
            let count = if parts.is_empty() {
                rows(*count, lang)
            } else {
                number(*count, lang)
            };
            parts.push(match lang {
                Lang::En => format!("{count} of {name}"),
                Lang::Fr => format!("{count} pour {name}"),
            });
        }
        if !others.is_empty() {
            let count = number(others.iter().map(|(_, count)| count).sum(), lang);
            let communes = number(others.len() as u64, lang);
            parts.push(match lang {
                Lang::En => format!("{count} of {communes} other communes"),
                Lang::Fr => format!("{count} pour {communes} autres communes"),
            });
        }
        parts.join(", ")
    })
}

/// 1 row, 97 rows.
pub(super) fn rows(count: u64, lang: Lang) -> String {
    let word = match (lang, count) {
        (Lang::En, 1) => "row",
        (Lang::En, _) => "rows",
        (Lang::Fr, 0 | 1) => "ligne",
        (Lang::Fr, _) => "lignes",
    };
    format!("{} {word}", number(count, lang))
}

/// What the file may be of: the smallest group that the commune belongs to together with nearly all of the rows.
pub(super) fn question(town: &Commune, counts: &Counts) -> Arg {
    let total: u64 = counts.values().sum();
    let nearly_all = |is_of: &dyn Fn(&Commune) -> bool| {
        let of = counts.iter().filter(|(code, _)| {
            let found = commune(code, LATEST);
            found.is_some_and(is_of)
        });
        // One row in ten may be wrong for a reason of its own.
        of.map(|(_, count)| count).sum::<u64>() * 10 >= total * 9
    };
    let group = |siren: Option<&str>| -> Option<&'static Epci> { epci(siren?, LATEST) };
    if let Some(ept) = group(town.ept)
        && nearly_all(&|other| other.ept == town.ept)
    {
        Arg::Said {
            en: format!("Is this the file of the whole EPT {}?", ept.name),
            fr: format!("Est-ce le fichier de tout l'EPT {} ?", ept.name),
        }
    } else if let Some(epci) = group(town.epci)
        && nearly_all(&|other| other.epci == town.epci)
    {
        Arg::Said {
            en: format!("Is this the file of the whole of “{}”?", epci.name),
            fr: format!(
                "Est-ce le fichier de toute l'intercommunalité « {} » ?",
                epci.name
            ),
        }
    } else if nearly_all(&|other| other.department() == town.department()) {
        let department = town.department();
        let (name, code) = (department.name, department.code);
        Arg::Said {
            en: format!("Is this the file of the whole department {name} ({code})?"),
            fr: format!("Est-ce le fichier de tout le département {name} ({code}) ?"),
        }
    } else {
        Arg::Said {
            en: "Is this the file of a larger area?".to_owned(),
            fr: "Est-ce le fichier d'un territoire plus vaste ?".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(arg: Arg) -> (String, String) {
        match arg {
            Arg::Said { en, fr } => (en, fr),
            other => panic!("{other:?}"),
        }
    }

    fn pair((en, fr): (&str, &str)) -> (String, String) {
        (en.to_owned(), fr.to_owned())
    }

    #[test]
    fn communes_are_told_in_the_order_of_their_rows() {
        let counts = Counts::from([("92040", 97), ("92048", 1_041), ("92072", 1)]);
        let expected = (
            "1,041 rows of Meudon, 97 of Issy-les-Moulineaux, 1 of Sèvres",
            "1\u{202f}041 lignes pour Meudon, 97 pour Issy-les-Moulineaux, 1 pour Sèvres",
        );
        assert_eq!(said(communes(&counts)), pair(expected));
        let one = Counts::from([("92040", 1)]);
        let expected = (
            "1 row of Issy-les-Moulineaux",
            "1 ligne pour Issy-les-Moulineaux",
        );
        assert_eq!(said(communes(&one)), pair(expected));
    }

    #[test]
    fn of_many_communes_the_last_are_counted() {
        let all = dqcheck_reference::communes(LATEST);
        let counts = Counts::from_iter(all.take(30).map(|commune| (commune.code, 2)));
        let (en, fr) = said(communes(&counts));
        assert!(en.ends_with(", 44 of 22 other communes"), "{en}");
        assert!(fr.ends_with(", 44 pour 22 autres communes"), "{fr}");
    }

    #[test]
    fn the_question_names_the_smallest_group_that_nearly_all_rows_are_of() {
        let town = |code| commune(code, LATEST).unwrap();
        let ask = |code, counts: &[(&'static str, u64)]| {
            said(question(town(code), &counts.iter().copied().collect())).0
        };
        for (code, counts, expected) in [
            (
                "92012",
                &[("92040", 97), ("92048", 41), ("29019", 1)][..],
                "EPT Grand Paris Seine Ouest?",
            ),
            (
                "92012",
                &[("92040", 5), ("75056", 5)],
                "“Métropole du Grand Paris”?",
            ),
            ("2A004", &[("2A247", 9)], "department Corse-du-Sud (2A)?"),
            ("92012", &[("29019", 9)], "a larger area?"),
        ] {
            let question = ask(code, counts);
            assert!(question.ends_with(expected), "{question}");
        }
    }

    #[test]
    fn distances_are_as_fine_as_the_contours() {
        let told = |metres| said(far(Some(metres), "Sèvres"));
        assert!(told(312.4).0.contains(" 310 m "), "{:?}", told(312.4));
        assert!(told(996.0).0.contains(" 1 km "), "{:?}", told(996.0));
        assert!(told(1_249.0).1.contains("1,2 km"), "{:?}", told(1_249.0));
        assert!(told(812_000.0).0.contains("812 km"));
        assert_eq!(far(None, "Sèvres"), Arg::from(""));
    }

    #[test]
    fn columns_are_joined_as_each_language_joins() {
        let expected = ("“a”, “b” and “c”", "« a », « b » et « c »");
        assert_eq!(said(columns(&["a", "b", "c"])), pair(expected));
        assert_eq!(said(columns(&["a"])), pair(("“a”", "« a »")));
    }
}
