//! `wrong-dimensions` (`table-dimensions`): more or fewer rows or fields than somebody expects.
//!
//! Rows are those of the file, blank ones too; fields are those of the schema. A limit of 0 is none.

use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, FileCheck, FileFault};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "wrong-dimensions",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "Table of an unexpected size",
        fr: "Tableau d'une taille inattendue",
    },
    why: Text {
        en: "A file that is much shorter or longer than it should be was probably cut during an export, or put \
             together from the wrong parts.",
        fr: "Un fichier bien plus court ou plus long que prévu a sans doute été coupé lors d'un export, ou assemblé à \
             partir des mauvais morceaux.",
    },
    reasons: &[
        Reason {
            id: "rows",
            message: Text {
                en: "The file has {found} rows; it must have exactly {expected}.",
                fr: "Le fichier compte {found} lignes ; il doit en compter exactement {expected}.",
            },
            help: HELP_ROWS,
        },
        Reason {
            id: "few-rows",
            message: Text {
                en: "The file has {found} rows; it must have at least {expected}.",
                fr: "Le fichier compte {found} lignes ; il doit en compter au moins {expected}.",
            },
            help: HELP_ROWS,
        },
        Reason {
            id: "many-rows",
            message: Text {
                en: "The file has {found} rows; it must have at most {expected}.",
                fr: "Le fichier compte {found} lignes ; il doit en compter au plus {expected}.",
            },
            help: HELP_ROWS,
        },
        Reason {
            id: "fields",
            message: Text {
                en: "The schema has {found} fields; there must be exactly {expected}.",
                fr: "Le schéma compte {found} champs ; il doit y en avoir exactement {expected}.",
            },
            help: HELP_FIELDS,
        },
        Reason {
            id: "few-fields",
            message: Text {
                en: "The schema has {found} fields; there must be at least {expected}.",
                fr: "Le schéma compte {found} champs ; il doit y en avoir au moins {expected}.",
            },
            help: HELP_FIELDS,
        },
        Reason {
            id: "many-fields",
            message: Text {
                en: "The schema has {found} fields; there must be at most {expected}.",
                fr: "Le schéma compte {found} champs ; il doit y en avoir au plus {expected}.",
            },
            help: HELP_FIELDS,
        },
    ],
    params: &[
        limit(
            "numRows",
            "The exact number of rows.",
            "Le nombre exact de lignes.",
        ),
        limit(
            "minRows",
            "The least number of rows.",
            "Le nombre minimal de lignes.",
        ),
        limit(
            "maxRows",
            "The greatest number of rows.",
            "Le nombre maximal de lignes.",
        ),
        limit(
            "numFields",
            "The exact number of fields.",
            "Le nombre exact de champs.",
        ),
        limit(
            "minFields",
            "The least number of fields.",
            "Le nombre minimal de champs.",
        ),
        limit(
            "maxFields",
            "The greatest number of fields.",
            "Le nombre maximal de champs.",
        ),
    ],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "id"}], "dqcheck": {"checks": [{"name": "table-dimensions", "params": {"numRows": 1}}]}}"#,
            data: "id\na\nb\n",
            fails: Some("rows"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}], "dqcheck": {"checks": [{"name": "table-dimensions", "params": {"minRows": 3}}]}}"#,
            data: "id\na\nb\n",
            fails: Some("few-rows"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}], "dqcheck": {"checks": [{"name": "table-dimensions", "params": {"maxRows": 1}}]}}"#,
            data: "id\na\nb\n",
            fails: Some("many-rows"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}], "dqcheck": {"checks": [{"name": "table-dimensions", "params": {"numFields": 2}}]}}"#,
            data: "id\na\n",
            fails: Some("fields"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}], "dqcheck": {"checks": [{"name": "table-dimensions", "params": {"minFields": 2}}]}}"#,
            data: "id\na\n",
            fails: Some("few-fields"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}, {"name": "nom"}], "dqcheck": {"checks": [{"name": "table-dimensions", "params": {"maxFields": 1}}]}}"#,
            data: "id,nom\na,b\n",
            fails: Some("many-fields"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}], "dqcheck": {"checks": [{"name": "table-dimensions", "params": {"minRows": 1, "maxRows": 2, "numFields": 1}}]}}"#,
            data: "id\na\nb\n",
            fails: None,
        },
    ],
    aliases: &["table-dimensions"],
    frictionless: "table-dimensions",
};

const HELP_ROWS: Text = Text {
    en: "Compare the file with its source. If it is complete, correct the limit where the check is asked for.",
    fr: "Comparez le fichier à sa source. S'il est complet, corrigez la limite là où le contrôle est demandé.",
};
const HELP_FIELDS: Text = Text {
    en: "Check that this is the right schema. If it is, correct the limit where the check is asked for.",
    fr: "Vérifiez qu'il s'agit du bon schéma. Si c'est le cas, corrigez la limite là où le contrôle est demandé.",
};

const fn limit(name: &'static str, en: &'static str, fr: &'static str) -> Param {
    Param {
        name,
        required: false,
        about: Text { en, fr },
    }
}

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let limit = |param| Ok(request.count(param)?.filter(|limit| *limit > 0));
    Ok(Bound::File {
        fields: Vec::new(),
        check: Box::new(Dimensions {
            rows: [limit("numRows")?, limit("minRows")?, limit("maxRows")?],
            fields: [
                limit("numFields")?,
                limit("minFields")?,
                limit("maxFields")?,
            ],
            found: schema.fields.len() as u64,
        }),
    })
}

struct Dimensions {
    /// Exactly, at least, at most.
    rows: [Option<u64>; 3],
    fields: [Option<u64>; 3],
    /// How many fields the schema has.
    found: u64,
}

impl FileCheck for Dimensions {
    type Notes = u64;

    fn note(&self, _columns: &[&Column<'_>], rows: usize, notes: &mut u64) {
        *notes += rows as u64;
    }

    fn append(&self, file: &mut u64, block: u64) {
        *file += block;
    }

    fn judge(&self, rows: u64, tell: &mut dyn FnMut(FileFault<'_>)) {
        let sides = [(0, self.rows, rows), (3, self.fields, self.found)];
        for (first, [exactly, least, most], found) in sides {
            let broken = [
                exactly.filter(|limit| found != *limit),
                least.filter(|limit| found < *limit),
                most.filter(|limit| found > *limit),
            ];
            for (reason, limit) in (first..).zip(broken) {
                if let Some(limit) = limit {
                    tell(FileFault {
                        reason,
                        count: 1,
                        cell: None,
                        args: &|| Args::new().with("found", found).with("expected", limit),
                    });
                }
            }
        }
    }
}
