//! Places as a reader says them: where a point is, and how far that is.

use dqcheck_reference::{arrondissement_at, commune_at};

use crate::checks::naming::with_code;
use crate::geodesy::{CHARTED, FRANCE, Point};
use crate::message::{Arg, Lang, Text, number};

/// A number of metres: `850 m`, `1.2 km`, `3,400 km`.
pub(super) fn distance(metres: f64) -> Arg {
    Arg::said(|lang| distance_in(metres, lang))
}

pub(in crate::checks) fn distance_in(metres: f64, lang: Lang) -> String {
    if metres.round() < 1000.0 {
        return format!("{} m", metres.round().max(1.0));
    }
    let tenths = (metres / 100.0).round();
    let kilometres = number((tenths / 10.0).round() as u64, lang);
    let (whole, tenth) = ((tenths / 10.0).floor(), tenths % 10.0);
    match lang {
        _ if tenths >= 100.0 || tenth == 0.0 => format!("{kilometres} km"),
        Lang::En => format!("{whole}.{tenth} km"),
        Lang::Fr => format!("{whole},{tenth} km"),
    }
}

/// In which commune a point is: completes "this position is".
pub(super) fn whereabouts(Point { lon, lat }: Point) -> Arg {
    let arrondissement = arrondissement_at(lon, lat);
    if let Some(commune) = arrondissement.or_else(|| commune_at(lon, lat)) {
        return Arg::said(|lang| match lang {
            Lang::En => format!("in {}", with_code(commune)),
            Lang::Fr => to_french(&with_code(commune)),
        });
    }
    let uncharted = &FRANCE[CHARTED..];
    match uncharted
        .iter()
        .find(|part| part.area.contains(Point { lon, lat }))
    {
        Some(part) => Arg::said(|lang| match lang {
            Lang::En => format!(
                "in a part of France whose communes have no known contours ({})",
                part.name.en
            ),
            Lang::Fr => format!(
                "dans une partie de la France dont les contours des communes ne sont pas connus ({})",
                part.name.fr
            ),
        }),
        None => ABROAD.into(),
    }
}

const ABROAD: Text = Text {
    en: "in no commune of France (at sea, or abroad)",
    fr: "hors de toute commune de France (en mer ou à l'étranger)",
};

/// `à Issy-les-Moulineaux`, `au Havre`, `aux Ulis`
fn to_french(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("Le ") {
        format!("au {rest}")
    } else if let Some(rest) = name.strip_prefix("Les ") {
        format!("aux {rest}")
    } else {
        format!("à {name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(arg: &Arg) -> (&str, &str) {
        match arg {
            Arg::Said { en, fr } => (en, fr),
            Arg::Words(text) => (text.en, text.fr),
            _ => panic!("words"),
        }
    }

    #[test]
    fn distances_are_as_exact_as_they_are_long() {
        for (metres, en, fr) in [
            (0.2, "1 m", "1 m"),
            (849.6, "850 m", "850 m"),
            (999.4, "999 m", "999 m"),
            (999.6, "1 km", "1 km"),
            (1_234.0, "1.2 km", "1,2 km"),
            (6_020.0, "6 km", "6 km"),
            (9_940.0, "9.9 km", "9,9 km"),
            (9_960.0, "10 km", "10 km"),
            (12_345.0, "12 km", "12 km"),
            (9_345_678.0, "9,346 km", "9\u{202f}346 km"),
        ] {
            assert_eq!(said(&distance(metres)), (en, fr));
        }
    }

    #[test]
    fn a_point_is_in_a_commune_or_in_none() {
        for (lon, lat, en, fr) in [
            (
                2.2706,
                48.8236,
                "in Issy-les-Moulineaux (92040)",
                "à Issy-les-Moulineaux (92040)",
            ),
            (0.1077, 49.4938, "in Le Havre (76351)", "au Havre (76351)"),
            (2.1700, 48.6800, "in Les Ulis (91692)", "aux Ulis (91692)"),
            (
                2.3522,
                48.8566,
                "in Paris 4e Arrondissement (75104)",
                "à Paris 4e Arrondissement (75104)",
            ),
            (8.7386, 41.9192, "in Ajaccio (2A004)", "à Ajaccio (2A004)"),
            (-3.0, 46.0, ABROAD.en, ABROAD.fr),
            (4.3517, 50.8467, ABROAD.en, ABROAD.fr),
        ] {
            assert_eq!(said(&whereabouts(Point { lon, lat })), (en, fr));
        }
        let noumea = whereabouts(Point {
            lon: 166.44,
            lat: -22.27,
        });
        assert!(said(&noumea).0.contains("(New Caledonia)"), "{noumea:?}");
    }
}
