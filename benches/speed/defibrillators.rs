//! A file of defibrillators with the 46 columns of the French national schema: wide rows, many of whose cells are
//! short words, patterns of alternatives, or have no value.

use std::fs::File;
use std::io;
use std::path::Path;

use super::dice::{Dice, siren, siret};

/// Writes the file, in which nothing is wrong.
pub(crate) fn write(path: &Path, rows: u64) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().from_writer(File::create(path)?);
    let mut dice = Dice::new(46);
    writer.write_record(FIELDS)?;
    for number in 0..rows {
        writer.write_record(row(number, &mut dice))?;
    }
    let file = writer.into_inner().map_err(|error| error.into_error())?;
    file.sync_all()
}

const FIELDS: [&str; 46] = [
    "nom",
    "lat_coor1",
    "long_coor1",
    "adr_num",
    "adr_voie",
    "com_cp",
    "com_insee",
    "com_nom",
    "acc",
    "acc_lib",
    "acc_pcsec",
    "acc_acc",
    "dae_mobile",
    "acc_etg",
    "acc_complt",
    "photo1",
    "photo2",
    "disp_j",
    "disp_h",
    "disp_complt",
    "tel1",
    "tel2",
    "site_email",
    "date_instal",
    "etat",
    "etat_fonct",
    "fab_siren",
    "fab_rais",
    "mnt_siren",
    "mnt_rais",
    "modele",
    "num_serie",
    "id_euro",
    "lc_ped",
    "dtpr_lcped",
    "dtpr_lcad",
    "dtpr_bat",
    "freq_mnt",
    "dispsurv",
    "dermnt",
    "expt_siren",
    "expt_siret",
    "expt_rais",
    "expt_tel1",
    "expt_tel2",
    "expt_email",
];

const PLACES: [&str; 6] = [
    "Mairie",
    "Piscine",
    "Gymnase Paul Bert",
    "École Pasteur",
    "Médiathèque",
    "Stade",
];
const STREETS: [&str; 5] = [
    "Avenue André Morizet",
    "Rue de Silly",
    "Quai Alphonse Le Gallo",
    "Rue Émile Landrin",
    "Route de la Reine",
];
const WHERE: [&str; 4] = [
    "Hall d'entrée",
    "Au bout du couloir, à droite",
    "Derrière l'accueil",
    "Sous le porche, près de la \"Rotonde\"",
];
const DAYS: [&str; 4] = [
    "7j/7",
    "lundi|mardi|mercredi|jeudi|vendredi",
    "samedi|dimanche|jours fériés",
    "non renseigné",
];
const HOURS: [&str; 4] = [
    "24h/24",
    "heures ouvrables",
    "heures ouvrables|heures de nuit",
    "non renseigné",
];
const STATES: [&str; 3] = ["Actif", "A supprimer", "Non identifié"];
const WORKING: [&str; 4] = [
    "En fonctionnement",
    "Hors service",
    "Absent momentanément",
    "Inconnu",
];
const MAKERS: [&str; 4] = ["Schiller", "Philips", "Zoll", "Mindray"];
const MODELS: [&str; 4] = ["FRED PA-1", "HeartStart FRx", "AED 3", "BeneHeart C1A"];
const YES_NO: [&str; 2] = ["oui", "non"];

fn row(number: u64, dice: &mut Dice) -> [String; FIELDS.len()] {
    let date = |dice: &mut Dice, year: u64| {
        let (month, day) = (1 + dice.below(12), 1 + dice.below(28));
        format!("{}-{month:02}-{day:02}", year + dice.below(5))
    };
    let phone = |dice: &mut Dice| format!("+331{:08}", dice.below(100_000_000));
    let yes_no = |dice: &mut Dice| dice.pick(&YES_NO).to_owned();
    let photo = format!("https://photos.example.fr/dae/{number:07}.jpg");
    let (city, postal, insee) = ("Boulogne-Billancourt", "92100", "92012");
    [
        format!("DAE {} {number}", dice.pick(&PLACES)),
        format!("{:.6}", 48.82 + 0.04 * dice.share()),
        format!("{:.6}", 2.22 + 0.04 * dice.share()),
        (1 + dice.below(200)).to_string(),
        dice.pick(&STREETS).to_owned(),
        postal.to_owned(),
        insee.to_owned(),
        city.to_owned(),
        dice.pick(&["Intérieur", "Extérieur"]).to_owned(),
        yes_no(dice),
        yes_no(dice),
        yes_no(dice),
        "non".to_owned(),
        dice.below(4).to_string(),
        pick_mostly(dice, 60, &WHERE),
        dice.mostly(40, photo),
        String::new(),
        dice.pick(&DAYS).to_owned(),
        dice.pick(&HOURS).to_owned(),
        String::new(),
        phone(dice),
        {
            let second = phone(dice);
            dice.mostly(20, second)
        },
        "dae@ville.example.fr".to_owned(),
        date(dice, 2014),
        dice.pick(&STATES).to_owned(),
        dice.pick(&WORKING).to_owned(),
        siren(dice),
        dice.pick(&MAKERS).to_owned(),
        siren(dice),
        pick_mostly(dice, 50, &MAKERS),
        dice.pick(&MODELS).to_owned(),
        format!("B{:09}", number * 7 + 3),
        String::new(),
        yes_no(dice),
        date(dice, 2024),
        date(dice, 2024),
        date(dice, 2024),
        "Tous les 6 mois".to_owned(),
        yes_no(dice),
        date(dice, 2019),
        siren(dice),
        siret(dice),
        "VILLE DE BOULOGNE-BILLANCOURT".to_owned(),
        phone(dice),
        String::new(),
        "contact.dae@ville.example.fr".to_owned(),
    ]
}

/// One of the texts in so many of a hundred cases, else nothing.
fn pick_mostly(dice: &mut Dice, percent: u64, all: &[&str]) -> String {
    let text = dice.pick(all).to_owned();
    dice.mostly(percent, text)
}
