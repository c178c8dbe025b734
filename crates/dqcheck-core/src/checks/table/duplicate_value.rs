//! `duplicate-value`: a value that stands in two rows of a column with the constraint `unique`.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const DUPLICATE: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "duplicate-value",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Table,
    title: Text {
        en: "Value that is already used",
        fr: "Valeur déjà utilisée",
    },
    why: Text {
        en: "The schema says that each value of this column appears only once. When one appears \
             again, it no longer tells which row is meant, and the same thing may be counted \
             twice.",
        fr: "Le schéma indique que chaque valeur de cette colonne n'apparaît qu'une fois. Si l'une \
             d'elles revient, on ne sait plus quelle ligne elle désigne, et une même chose risque \
             d'être comptée deux fois.",
    },
    reasons: &[Reason {
        id: "duplicate",
        message: Text {
            en: "The value “{value}” is already on line {first_line}; each value of “{field}” \
                 must appear only once.",
            fr: "La valeur « {value} » figure déjà à la ligne {first_line} ; chaque valeur de « \
                 {field} » ne doit apparaître qu'une fois.",
        },
        help: Text {
            en: "If both rows describe the same thing, delete one of them; if not, correct the \
                 value that is wrong. Numbers and dates are compared by what they mean: 1 and 01 \
                 are the same number. In Excel, Home > Conditional Formatting > Highlight Cells \
                 Rules > Duplicate Values shows those that are written alike.",
            fr: "Si les deux lignes décrivent la même chose, supprimez l'une d'elles ; sinon, \
                 corrigez la valeur erronée. Les nombres et les dates sont comparés d'après leur \
                 sens : 1 et 01 sont le même nombre. Dans Excel, Accueil > Mise en forme \
                 conditionnelle > Règles de mise en surbrillance des cellules > Valeurs en double \
                 montre celles qui s'écrivent de la même façon.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n2,Médiathèque\n1,Piscine\n",
            fails: Some("duplicate"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n2,Médiathèque\n01,Piscine\n",
            fails: Some("duplicate"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n2,Médiathèque\n3,Mairie\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "unique-error",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer", "constraints": {"unique": true}},
    {"name": "nom", "type": "string"}
  ]
}"#;
