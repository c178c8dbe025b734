//! What is held: years, counts, sources, licence.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dqcheck_core::message::{Args, Lang, Text};
use dqcheck_reference::{
    Content, EpciKind, LATEST, SIZE, SOURCES, TOLERANCE, VINTAGES, cantons, communes, contains,
    countries, epcis, formers, updated,
};
use serde::Serialize;

use crate::report::visible;

/// All that is to be told. As JSON, it is what `dqcheck reference info --format json` prints; fields may be added.
#[derive(Debug, Serialize)]
pub struct Info {
    dqcheck: &'static str,
    vintages: Years,
    /// Of the last vintage, like all counts.
    communes: usize,
    arrondissements: usize,
    epci: usize,
    ept: usize,
    postal_codes: usize,
    former_codes: usize,
    contours: usize,
    cantons: usize,
    countries: usize,
    /// How far outside of its contour a point may lie, in metres.
    tolerance: f64,
    /// In the program, in bytes.
    size: usize,
    licence: &'static str,
    /// The file that takes the place of the last vintage, if one is in use.
    updated: Option<Updated>,
    sources: Vec<Source>,
}

#[derive(Debug, Serialize)]
struct Years {
    first: u16,
    last: u16,
}

#[derive(Debug, Serialize)]
struct Updated {
    file: PathBuf,
    date: &'static str,
    source: &'static str,
}

#[derive(Debug, Serialize)]
struct Source {
    what: &'static str,
    #[serde(skip)]
    named: Text,
    /// Where the data are of one year of the Code officiel géographique.
    #[serde(skip_serializing_if = "Option::is_none")]
    vintage: Option<u16>,
    publishers: &'static [&'static str],
    package: &'static str,
    date: &'static str,
}

impl Info {
    /// `file` is the one in use, if one is.
    pub fn new(file: Option<&Path>) -> Info {
        let (whole, parts): (Vec<_>, Vec<_>) =
            communes(LATEST).partition(|commune| commune.parent.is_none());
        let (ept, epci): (Vec<_>, Vec<_>) =
            epcis(LATEST).partition(|group| group.kind == EpciKind::EtablissementPublicTerritorial);
        let postal_codes: BTreeSet<_> = whole
            .iter()
            .flat_map(|commune| commune.postal_codes())
            .collect();
        let drawn = communes(LATEST).filter(|commune| contains(commune.code, 0.0, 0.0).is_some());
        let updated = file.zip(updated()).map(|(file, updated)| Updated {
            file: file.to_owned(),
            date: updated.date,
            source: updated.source,
        });
        Info {
            dqcheck: env!("CARGO_PKG_VERSION"),
            vintages: Years {
                first: VINTAGES.first,
                last: VINTAGES.last,
            },
            communes: whole.len(),
            arrondissements: parts.len(),
            epci: epci.len(),
            ept: ept.len(),
            postal_codes: postal_codes.len(),
            former_codes: formers().count(),
            contours: drawn.count(),
            cantons: cantons().count(),
            countries: countries().count(),
            tolerance: TOLERANCE,
            size: SIZE,
            licence: "etalab-2.0",
            updated,
            sources: SOURCES.iter().map(Source::from).collect(),
        }
    }

    /// As a page of Markdown.
    pub fn page(&self, lang: Lang) -> String {
        let mut args = Args::new()
            .with("first", self.vintages.first.to_string())
            .with("last", self.vintages.last.to_string())
            .with("communes", self.communes)
            .with("arrondissements", self.arrondissements)
            .with("epci", self.epci)
            .with("ept", self.ept)
            .with("postal", self.postal_codes)
            .with("former", self.former_codes)
            .with("contours", self.contours)
            .with("cantons", self.cantons)
            .with("countries", self.countries)
            .with("tolerance", self.tolerance.to_string())
            .with("size", megabytes(self.size, lang));
        let mut page = HELD.fill(&args, lang);
        match &self.updated {
            None => page.push_str(NOT_UPDATED.get(lang)),
            Some(updated) => {
                args = args
                    .with("file", visible(&updated.file.to_string_lossy(), false))
                    .with("date", updated.date)
                    .with("source", updated.source);
                page.push_str(&UPDATED.fill(&args, lang));
            }
        }
        page.push_str(&PRECISION.fill(&args, lang));
        for source in &self.sources {
            let vintage = source.vintage.map(|year| format!(" {year}"));
            let args = Args::new()
                .with("what", source.named)
                .with("vintage", vintage.unwrap_or_default())
                .with("publishers", source.publishers.join(", "))
                .with("package", source.package)
                .with("date", source.date);
            let _ = writeln!(page, "{}", SOURCE.fill(&args, lang));
        }
        page.push_str(LICENCE.get(lang));
        page
    }
}

impl From<&dqcheck_reference::Source> for Source {
    fn from(source: &dqcheck_reference::Source) -> Source {
        let same = |word| Text { en: word, fr: word };
        let (what, vintage, named) = match source.what {
            Content::Communes(vintage) => ("communes", Some(vintage), same("Communes")),
            Content::Contours => (
                "contours",
                Some(LATEST),
                same("Contours (ADMIN EXPRESS COG)"),
            ),
            Content::Cantons => ("cantons", None, same("Cantons")),
            Content::Countries => (
                "countries",
                None,
                Text {
                    en: "Names of countries",
                    fr: "Noms des pays",
                },
            ),
            Content::CountryCodes => (
                "country-codes",
                None,
                Text {
                    en: "Codes of countries (ISO 3166), under the MIT licence",
                    fr: "Codes des pays (ISO 3166), sous licence MIT",
                },
            ),
        };
        Source {
            what,
            named,
            vintage,
            publishers: source.publishers,
            package: source.package,
            date: source.date,
        }
    }
}

fn megabytes(bytes: usize, lang: Lang) -> String {
    let point = match lang {
        Lang::En => ".",
        Lang::Fr => ",",
    };
    format!("{:.1}", bytes as f64 / 1e6).replace('.', point)
}

const HELD: Text = Text {
    en: "# The communes of France in dqcheck

They come with the program ({size} MB): nothing is fetched when files are checked.

- Years of the Code officiel géographique: {first} to {last}, each as of 1 January
- Communes in {last}: {communes}, and {arrondissements} arrondissements of Paris, Lyon and Marseille
- EPCI in {last}: {epci}, and {ept} EPT of the Métropole du Grand Paris
- Postal codes in {last}: {postal}, without CEDEX
- Former codes, with the commune of today: {former}
- Contours: {contours} communes and arrondissements of {last}
- Cantons: {cantons}; countries and territories: {countries}

",
    fr: "# Les communes de France dans dqcheck

Elles sont fournies avec le programme ({size} Mo) : rien n'est téléchargé pendant un contrôle.

- Millésimes du Code officiel géographique : {first} à {last}, chacun au 1er janvier
- Communes en {last} : {communes}, et {arrondissements} arrondissements de Paris, Lyon et Marseille
- EPCI en {last} : {epci}, et {ept} EPT de la Métropole du Grand Paris
- Codes postaux en {last} : {postal}, sans CEDEX
- Anciens codes, avec la commune actuelle : {former}
- Contours : {contours} communes et arrondissements de {last}
- Cantons : {cantons} ; pays et territoires : {countries}

",
};

const NOT_UPDATED: Text = Text {
    en: "## Updated file

None is in use. “dqcheck reference update” fetches the communes of today and writes them to a file, which dqcheck.toml then names.

",
    fr: "## Fichier de mise à jour

Aucun n'est utilisé. « dqcheck reference update » récupère les communes d'aujourd'hui et les écrit dans un fichier, que dqcheck.toml désigne ensuite.

",
};

const UPDATED: Text = Text {
    en: "## Updated file

- File: {file}
- Of: {date}, from {source}

dqcheck.toml names it, so its communes, postal codes and EPCI take the place of those of {last}. Earlier years, EPT, departments, regions and contours stay those of the program.

",
    fr: "## Fichier de mise à jour

- Fichier : {file}
- Du : {date}, d'après {source}

dqcheck.toml le désigne : ses communes, codes postaux et EPCI remplacent ceux de {last}. Les millésimes précédents, les EPT, les départements, les régions et les contours restent ceux du programme.

",
};

const PRECISION: Text = Text {
    en: "## Precision of contours

They are simplified: half of the borders are within 154 m of the true ones, nine in ten within 238 m. A position is wrong only if it lies more than {tolerance} m outside of its commune. Contours are not updated: where communes have merged, theirs are taken together.

## Sources

",
    fr: "## Précision des contours

Ils sont simplifiés : la moitié des limites sont à moins de 154 m des vraies, neuf sur dix à moins de 238 m. Une position n'est fausse que si elle se trouve à plus de {tolerance} m de sa commune. Les contours ne sont pas mis à jour : quand des communes ont fusionné, les leurs sont réunis.

## Sources

",
};

const SOURCE: Text = Text {
    en: "- {what}{vintage}: {publishers} ({package}, {date})",
    fr: "- {what}{vintage} : {publishers} ({package}, {date})",
};

const LICENCE: Text = Text {
    en: "\nWhere nothing else is said, Licence Ouverte 2.0 (etalab-2.0): free to use again, if these sources and their dates are named.\n",
    fr: "\nSauf mention contraire, Licence Ouverte 2.0 (etalab-2.0) : réutilisation libre, à condition de citer ces sources et leurs dates.\n",
};
