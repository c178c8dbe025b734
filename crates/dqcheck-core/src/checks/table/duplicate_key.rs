//! `duplicate-key`: two rows have the same primary key.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const DUPLICATE: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "duplicate-key",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Table,
    title: Text {
        en: "Two rows with the same key",
        fr: "Deux lignes qui ont la même clé",
    },
    why: Text {
        en: "The key, made of one column or of several taken together, is what tells each row from \
             all others. When two rows share it, nobody can say which one a link, an update or a \
             correction is about.",
        fr: "La clé, formée d'une colonne ou de plusieurs prises ensemble, est ce qui distingue \
             chaque ligne de toutes les autres. Quand deux lignes ont la même, on ne peut plus \
             dire laquelle est visée par un lien, une mise à jour ou une correction.",
    },
    reasons: &[Reason {
        id: "duplicate",
        message: Text {
            en: "The key “{key}” is already that of line {first_line}.",
            fr: "La clé « {key} » est déjà celle de la ligne {first_line}.",
        },
        help: Text {
            en: "Compare the two rows. If they describe the same thing, keep the right one and \
                 delete the other. If not, correct the cells of the key, so that each row has its \
                 own.",
            fr: "Comparez les deux lignes. Si elles décrivent la même chose, gardez la bonne et \
                 supprimez l'autre. Sinon, corrigez les cellules de la clé pour que chaque ligne \
                 ait la sienne.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "annee,numero,objet\n2024,1,Budget\n2024,2,Voirie\n2024,1,Écoles\n",
            fails: Some("duplicate"),
        },
        Example {
            schema: SCHEMA,
            data: "annee,numero,objet\n2023,1,Budget\n2024,1,Budget\n2024,2,Voirie\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "primary-key",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "annee", "type": "year"},
    {"name": "numero", "type": "integer"},
    {"name": "objet", "type": "string"}
  ],
  "primaryKey": ["annee", "numero"]
}"#;
