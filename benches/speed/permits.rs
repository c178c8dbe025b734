//! The permits file: planning permissions of a French county, the same bytes for the same number of rows.
//!
//! A quarter of the rows have a quoted cell and one in a hundred a line break in it; some cells have no value. On
//! demand one row in a hundred has a defect, of one of twenty kinds.

use std::fs::File;
use std::io;
use std::path::Path;

use super::Due;
use super::dice::{Dice, siret};

/// The rules whose price is measured, each as a schema asks for it.
pub(crate) const RULES: &[&str] = &[
    r#"{ "name": "siret", "params": { "column": "siret" } }"#,
    r#"{ "name": "code-commune-insee", "params": { "column": "code_insee" } }"#,
    r#"{ "name": "position-elsewhere", "params": { "commune": "code_insee", "longitude": "longitude", "latitude": "latitude" } }"#,
];

/// Writes the file, and says which findings are due in it.
///
/// It is made anew each time: that takes a second, and no file of another version is ever measured.
pub(crate) fn write(path: &Path, rows: u64, defects: bool) -> io::Result<Due> {
    write_around(path, rows, defects, 0.03)
}

/// As [`write`], without defects and with each permit truly in its commune.
pub(crate) fn write_in_place(path: &Path, rows: u64) -> io::Result<Due> {
    write_around(path, rows, false, 0.006)
}

/// `spread`: from the westernmost permit of a commune to the easternmost one, and from south to north, in degrees.
fn write_around(path: &Path, rows: u64, defects: bool, spread: f64) -> io::Result<Due> {
    let mut writer = csv::WriterBuilder::new().from_writer(File::create(path)?);
    let (mut dice, mut fate) = (Dice::new(7), Dice::new(77));
    let (mut due, mut earlier) = (Due::new(), String::new());
    writer.write_record(FIELDS)?;
    for number in 0..rows {
        let mut row = row(number, spread, &mut dice);
        if defects && number > 0 && fate.below(100) == 0 {
            let defect = &DEFECTS[fate.below(DEFECTS.len() as u64) as usize];
            (defect.plant)(&mut row[defect.field], &earlier);
            for check in defect.checks {
                let key = ((*check).to_owned(), FIELDS[defect.field].to_owned());
                *due.entry(key).or_default() += 1;
            }
        } else {
            earlier.clone_from(&row[ID]);
        }
        writer.write_record(&row)?;
    }
    let file = writer.into_inner().map_err(|error| error.into_error())?;
    // What is still to be written must not disturb what is measured.
    file.sync_all()?;
    Ok(due)
}

const ID: usize = 0;
const FIELDS: [&str; 18] = [
    "id_permis",
    "date_depot",
    "date_decision",
    "siret",
    "nature",
    "statut",
    "adresse",
    "code_insee",
    "code_postal",
    "commune",
    "surface_plancher",
    "hauteur",
    "nb_logements",
    "latitude",
    "longitude",
    "est_renouvele",
    "contact_email",
    "url",
];

/// A way to spoil a cell, and the checks that find it, once each.
struct Defect {
    field: usize,
    checks: &'static [&'static str],
    /// Spoils the cell; the number of a permit in an earlier row is at hand.
    plant: fn(&mut String, &str),
}

const fn defect(
    field: usize,
    checks: &'static [&'static str],
    plant: fn(&mut String, &str),
) -> Defect {
    Defect {
        field,
        checks,
        plant,
    }
}

static DEFECTS: [Defect; 20] = [
    defect(ID, &["pattern-mismatch"], |id, _| {
        *id = id.replace(' ', "-")
    }),
    defect(ID, &["missing-value"], |id, _| id.clear()),
    defect(ID, &["duplicate-value", "duplicate-key"], |id, earlier| {
        earlier.clone_into(id)
    }),
    defect(1, &["not-a-date"], |date, _| *date = date.replace('-', "/")),
    defect(1, &["not-a-date"], |date, _| *date = "2023-02-29".into()),
    defect(2, &["not-a-date"], |date, _| *date = "24/12/2022".into()),
    defect(3, &["siret"], |siret, _| {
        let last = siret.pop().unwrap_or_default();
        siret.push(if last == '5' { '6' } else { '5' });
    }),
    defect(3, &["pattern-mismatch", "siret"], |siret, _| {
        siret.pop();
    }),
    defect(4, &["not-in-enum"], |nature, _| {
        *nature = "Maison neuve".into()
    }),
    defect(5, &["not-in-enum"], |statut, _| {
        *statut = statut.to_uppercase()
    }),
    defect(6, &["missing-value"], |address, _| address.clear()),
    defect(7, &["pattern-mismatch"], |code, _| {
        code.pop();
    }),
    defect(8, &["pattern-mismatch"], |code, _| code.insert_str(0, "F-")),
    defect(10, &["not-a-number"], |area, _| {
        *area = area.replace('.', ",")
    }),
    defect(10, &["below-minimum"], |area, _| area.insert(0, '-')),
    defect(11, &["above-maximum"], |height, _| {
        *height = "1200.0".into()
    }),
    defect(12, &["not-an-integer"], |homes, _| homes.push_str(".5")),
    defect(13, &["below-minimum"], |latitude, _| {
        *latitude = "2.24".into()
    }),
    defect(15, &["not-a-boolean"], |renewed, _| {
        *renewed = "parfois".into()
    }),
    defect(16, &["not-an-email"], |email, _| {
        *email = "voir le dossier".into()
    }),
];

/// Code INSEE, postal code, name, latitude, longitude.
const COMMUNES: [(u32, u32, &str, f64, f64); 12] = [
    (92002, 92160, "Antony", 48.753, 2.297),
    (92004, 92600, "Asnières-sur-Seine", 48.914, 2.288),
    (92012, 92100, "Boulogne-Billancourt", 48.840, 2.240),
    (92019, 92290, "Châtenay-Malabry", 48.765, 2.262),
    (92024, 92110, "Clichy", 48.904, 2.306),
    (92075, 92170, "Vanves", 48.822, 2.290),
    (92040, 92130, "Issy-les-Moulineaux", 48.824, 2.270),
    (92048, 92190, "Meudon", 48.808, 2.238),
    (92063, 92500, "Rueil-Malmaison", 48.878, 2.180),
    (92072, 92310, "Sèvres", 48.824, 2.212),
    (92077, 92410, "Ville-d'Avray", 48.826, 2.194),
    (92071, 92330, "Sceaux", 48.778, 2.295),
];
const KINDS: [&str; 5] = ["PC", "DP", "PA", "PD", "CU"];
const NATURES: [&str; 7] = [
    "Nouvelle construction",
    "Travaux sur construction existante",
    "Démolition",
    "Changement de destination",
    "Extension",
    "Surélévation",
    "Lotissement",
];
const STATES: [&str; 6] = [
    "Accordé",
    "Refusé",
    "En cours d'instruction",
    "Annulé",
    "Sans suite",
    "Retiré",
];
const STREETS: [&str; 8] = [
    "rue de la République",
    "avenue Gambetta",
    "boulevard Jean Jaurès",
    "place de l'Église",
    "allée des Tilleuls",
    "impasse Édouard Branly",
    "chemin des Écoliers",
    "quai de Stalingrad",
];
const DETAILS: [&str; 5] = [
    "bâtiment B",
    "esc. 3, 2e étage",
    "résidence Les Ormes",
    "lot n° 7",
    "ZAC Seguin-Rives de Seine",
];
const PEOPLE: [&str; 6] = [
    "agnes.petit",
    "yves.lemaire",
    "claire.fontaine",
    "paul.mercier",
    "lea.robin",
    "hugo.blanchard",
];
const HOSTS: [&str; 4] = [
    "ville.example.fr",
    "example.org",
    "example.fr",
    "atelier.example",
];

fn row(number: u64, spread: f64, dice: &mut Dice) -> [String; FIELDS.len()] {
    // A step without a common divisor goes through all permit numbers before it comes back to one.
    const YEARS: u64 = 26;
    let all = KINDS.len() as u64 * COMMUNES.len() as u64 * YEARS * 100_000;
    let permit = number.wrapping_mul(98_765_431) % all;
    let (serial, rest) = (permit % 100_000, permit / 100_000);
    let (year, rest) = (rest % YEARS, rest / YEARS);
    let (insee, postal, commune, latitude, longitude) = COMMUNES[rest as usize % COMMUNES.len()];
    let kind = KINDS[rest as usize / COMMUNES.len()];

    let month = dice.below(12);
    let decided = month + 1 + dice.below(11);
    let day = 1 + dice.below(28);
    let date = |months: u64| {
        let (year, month) = (2000 + year + months / 12, 1 + months % 12);
        format!("{year}-{month:02}-{day:02}")
    };
    let street = format!("{} {}", 1 + dice.below(250), dice.pick(&STREETS));
    let detail = dice.pick(&DETAILS);
    let address = match dice.below(100) {
        0 => format!("{street}\n{detail}"),
        1 => format!("{street}, dit \"{commune}\""),
        2..25 => format!("{street}, {detail}"),
        _ => street,
    };
    let height = format!("{:.1}", 2.5 + 60.0 * dice.share());
    let person = format!(
        "{}{}@{}",
        dice.pick(&PEOPLE),
        dice.below(100),
        dice.pick(&HOSTS)
    );
    let url = format!(
        "https://permis.example.fr/dossiers/{}/{serial:05}",
        2000 + year
    );
    [
        format!("{kind} 0{insee} {year:02} {serial:05}"),
        date(month),
        dice.mostly(80, date(decided)),
        siret(dice),
        dice.pick(&NATURES).to_owned(),
        dice.pick(&STATES).to_owned(),
        address,
        insee.to_string(),
        postal.to_string(),
        commune.to_owned(),
        format!("{:.2}", 10.0 + 20_000.0 * dice.share() * dice.share()),
        dice.mostly(85, height),
        (dice.below(8) * dice.below(40)).to_string(),
        format!("{:.6}", latitude + spread * (dice.share() - 0.5)),
        format!("{:.6}", longitude + spread * (dice.share() - 0.5)),
        (dice.below(2) == 0).to_string(),
        dice.mostly(70, person),
        dice.mostly(30, url),
    ]
}
