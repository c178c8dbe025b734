//! Findings to show: none, three, thirty thousand, and hostile ones. For tests only.

use std::ops::Range;

use dqcheck_core::check::{CheckDef, Group, Reason, Severity};
use dqcheck_core::checks::structure::{extra_cell, missing_cell};
use dqcheck_core::diagnostic::{
    Cause, ColumnRead, Excerpt, FieldRef, Findings, HeaderPlace, LineEndings, Location, Place,
    Reading,
};
use dqcheck_core::message::{Args, Text};

use super::{Report, Rules, SchemaUsed, TableReport};
use crate::error::{Problem, Words};
use crate::input::schemas::Why;

pub(crate) static NUMBER: CheckDef = CheckDef {
    id: "number",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Number expected",
        fr: "Nombre attendu",
    },
    why: Text {
        en: "Programs that add up or draw this column stop at a value that is no number, or leave it out silently.",
        fr: "Les logiciels qui additionnent ou dessinent cette colonne s'arrêtent sur une valeur qui n'est pas un nombre, ou l'ignorent sans le dire.",
    },
    reasons: &[Reason {
        id: "comma",
        message: Text {
            en: "“{value}” is written with a comma: the decimal mark of this field is a point.",
            fr: "« {value} » est écrit avec une virgule : le séparateur décimal de ce champ est le point.",
        },
        help: Text {
            en: "In the spreadsheet, select the column, then Edit > Find and replace: replace “,” by “.”.",
            fr: "Dans le tableur, sélectionnez la colonne, puis Édition > Rechercher et remplacer : remplacez « , » par « . ».",
        },
    }],
    params: &[],
    examples: &[],
    aliases: &[],
    frictionless: "type-error",
};

pub(crate) static EXTRA: CheckDef = CheckDef {
    id: "extra-column",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Header,
    title: Text {
        en: "Column that the schema does not know",
        fr: "Colonne que le schéma ne connaît pas",
    },
    why: Text {
        en: "Nobody knows what is in it, and it is not checked.",
        fr: "Personne ne sait ce qu'elle contient, et elle n'est pas contrôlée.",
    },
    reasons: &[Reason {
        id: "unknown",
        message: Text {
            en: "The column “{value}” is not in the schema.",
            fr: "La colonne « {value} » n'est pas dans le schéma.",
        },
        help: Text {
            en: "Remove it, or have it added to the schema.",
            fr: "Supprimez-la, ou faites-la ajouter au schéma.",
        },
    }],
    params: &[],
    examples: &[],
    aliases: &[],
    frictionless: "extra-label",
};

pub(crate) static MISSING: CheckDef = CheckDef {
    id: "missing-column",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Header,
    title: Text {
        en: "Required column absent",
        fr: "Colonne obligatoire absente",
    },
    why: Text {
        en: "Who uses the data counts on this column.",
        fr: "Ceux qui utilisent les données comptent sur cette colonne.",
    },
    reasons: &[Reason {
        id: "absent",
        message: Text {
            en: "The file has no column “{field}”.",
            fr: "Le fichier n'a pas de colonne « {field} ».",
        },
        help: Text {
            en: "Add the column “{field}” to the header, even if it stays empty.",
            fr: "Ajoutez la colonne « {field} » à l'en-tête, même si elle reste vide.",
        },
    }],
    params: &[],
    examples: &[],
    aliases: &[],
    frictionless: "missing-label",
};

pub(crate) static GONE: Words = Words {
    id: "file-not-found",
    message: Text {
        en: "There is no file “{path}”.",
        fr: "Le fichier « {path} » n'existe pas.",
    },
    help: Text {
        en: "Check the spelling of the name and the folder.",
        fr: "Vérifiez l'orthographe du nom et le dossier.",
    },
};

pub(crate) fn report(tables: impl IntoIterator<Item = TableReport>) -> Report {
    let mut report = Report::new(Rules::default());
    for table in tables {
        report.push(table);
    }
    report
}

pub(crate) fn clean() -> TableReport {
    table("parkings.csv", 1_200, vec![])
}

pub(crate) fn three() -> TableReport {
    let label = place(1, "id;surface;Remarques", 11..20, "Remarques");
    let mut first = place(2, "PC 092 012 20 00001;12,5;Extension", 20..24, "12,5");
    first.args = Args::new().with("meant", "12.5");
    let second = place(
        3,
        "PC 092 012 20 00002;1 480,75;Élargissement de la façade",
        20..28,
        "1 480,75",
    );
    let causes = vec![
        cause(&EXTRA, None, 1, vec![label]),
        cause(&NUMBER, Some(("surface", 2)), 2, vec![first, second]),
    ];
    table("permis.csv", 25, causes)
}

pub(crate) fn thirty_thousand() -> TableReport {
    let line = "PC 092 012 20 00001;PC;Décision favorable;2020-09-15;2020-11-04;Extension;21920012849216;181 Rue de Sèvres;92100;92012;";
    let start = line.len();
    let text = format!("{line}12,5;Boulogne-Billancourt;AG 0211;4640.2;3080.0");
    let kept = (0..1_000)
        .map(|at| {
            let mut place = place(at * 3 + 2, &text, start..start + 4, "12,5");
            place.excerpt = place.excerpt.filter(|_| at < 3);
            place
        })
        .collect();
    let causes = vec![
        cause(&MISSING, Some(("date_depot", 4)), 1, vec![]),
        cause(&NUMBER, Some(("surface_plancher", 14)), 30_000, kept),
    ];
    table("permis-2024.csv", 1_000_000, causes)
}

/// Terminal controls, turned reading direction, zero width, a huge cell, runner commands, formulas, markup.
pub(crate) fn hostile() -> TableReport {
    let values = [
        "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m",
        "\u{202e}txt.exe\u{200b}\u{2066}",
        "::error file=a,line=1::hacked\n::set-output name=x::y",
        "##[error]hacked %0A::warning::x",
        "=HYPERLINK(\"http://evil\",\"x\")",
        "＝cmd|' /C calc'!A0",
        "{value} {field} <script>alert(1)</script> `a` |b| **c**",
        "",
    ];
    let huge = "x".repeat(5_000);
    let places = values
        .into_iter()
        .chain([huge.as_str()])
        .zip(2..)
        .map(|(value, line)| {
            let text = format!("a;{value};b");
            place(line, &text, 2..2 + value.len(), value)
        })
        .collect();
    let mut label = place(1, "a;\u{1b}[31mb;c", 2..8, "\u{1b}[31mb");
    label.field = Some(FieldRef {
        name: "\u{1b}[31mb".to_owned(),
        number: 2,
    });
    let causes = vec![
        cause(&EXTRA, None, 1, vec![label]),
        cause(&NUMBER, Some(("@\u{1b}[31mb", 2)), 9, places),
    ];
    table("-\u{1b}[31mfile.csv", 9, causes)
}

/// A single finding, at `cell`.
pub(crate) fn one(before: &str, cell: &str) -> TableReport {
    let text = format!("{before}{cell};z");
    let highlight = before.len()..before.len() + cell.len();
    let place = place(2, &text, highlight, "12,5");
    let cause = cause(&NUMBER, Some(("surface", 2)), 1, vec![place]);
    table("one.csv", 25, vec![cause])
}

/// More causes than a screen holds, of the same few checks, warnings between them.
pub(crate) fn many() -> TableReport {
    let causes = (1..=24)
        .map(|number| {
            let check = [&NUMBER, &EXTRA][number % 2];
            let name = format!("colonne_{number:02}");
            cause(check, Some((&name, number)), 3, vec![])
        })
        .chain([cause(&MISSING, Some(("id", 1)), 1, vec![])])
        .collect();
    table("tout.csv", 25, causes)
}

/// A row that stops after its first cell, and one of `cells` cells; three are due.
pub(crate) fn ragged(cells: usize) -> TableReport {
    let mut short = place(2, "PC 1", 0..4, "");
    short.value = None;
    short.args = Args::new().with("found", 1_usize).with("expected", 3_usize);
    let mut long = place(3, "PC 2;1;;x;y", 8..9, "x");
    long.args = Args::new().with("found", cells).with("expected", 3_usize);
    let causes = vec![
        cause(&missing_cell::CHECK, None, 1, vec![short]),
        cause(&extra_cell::CHECK, None, 1, vec![long]),
    ];
    table("permis.csv", 2, causes)
}

/// Nothing is wrong but the schema.
pub(crate) fn faulty_schema() -> TableReport {
    let mut fault = cause(&NUMBER, Some(("surface", 2)), 1, vec![]);
    fault.places = vec![place(3, "\"type\": \"nombre\"", 8..16, "nombre")];
    fault.places[0].location.record = None;
    let mut table = clean();
    table
        .schema
        .iter_mut()
        .for_each(|schema| schema.causes.push(fault.clone()));
    table
}

pub(crate) fn not_judged() -> TableReport {
    let problem = Problem::new(&GONE).with("path", "absent.csv");
    TableReport::new("absent.csv", None, Err(problem))
}

fn table(file: &str, rows: u64, causes: Vec<Cause>) -> TableReport {
    TableReport {
        file: file.to_owned(),
        schema: Some(SchemaUsed {
            name: "permis-de-construire".to_owned(),
            title: Some("Permis de construire".to_owned()),
            why: Why::Header {
                shared: 3,
                columns: 3,
                fields: 4,
            },
            causes: vec![],
        }),
        checklists: Vec::new(),
        left_out: Vec::new(),
        result: Ok(Findings {
            reading: Some(Reading {
                encoding: "windows-1252".to_owned(),
                byte_order_mark: false,
                delimiter: ";".to_owned(),
                quote: Some('"'),
                skip_initial_space: false,
                header: Some(HeaderPlace { line: 1, record: 1 }),
                line_endings: LineEndings {
                    crlf: rows + 1,
                    ..LineEndings::default()
                },
                bytes: rows * 100,
                rows,
                labels: ["id", "surface", "Remarques"].map(str::to_owned).to_vec(),
            }),
            columns: ["id", "surface", "Remarques"]
                .map(|name| ColumnRead {
                    name: name.to_owned(),
                    required: name == "surface",
                    key: false,
                })
                .to_vec(),
            causes,
        }),
    }
}

fn cause(
    check: &'static CheckDef,
    field: Option<(&str, usize)>,
    count: u64,
    places: Vec<Place>,
) -> Cause {
    Cause {
        check,
        reason: 0,
        severity: check.severity,
        field: field.map(|(name, number)| FieldRef {
            name: name.to_owned(),
            number,
        }),
        args: Args::new(),
        count,
        places,
    }
}

fn place(line: u64, text: &str, highlight: Range<usize>, value: &str) -> Place {
    Place {
        location: Location {
            line,
            record: Some(line),
            column: text[..highlight.start].chars().count() as u64 + 1,
            bytes: line * 100..line * 100 + value.len() as u64,
        },
        field: None,
        value: Some(value.to_owned()),
        args: Args::new(),
        excerpt: Some(Excerpt {
            text: text.to_owned(),
            highlight,
            cut: (false, false),
        }),
    }
}
