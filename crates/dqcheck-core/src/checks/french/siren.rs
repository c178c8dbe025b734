//! SIREN numbers: nine digits with a Luhn key.

use super::judged::Judged;
use super::sirene::{self, Number};
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::Bound;
use crate::checks::luhn::{is_siren, is_siret};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "siren",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid SIREN number",
        fr: "Numéro SIREN invalide",
    },
    why: Text {
        en: "The SIREN says which organisation is meant. With a wrong digit nobody is found in the SIRENE register, or somebody else.",
        fr: "Le SIREN désigne un organisme. Avec un chiffre faux, on ne trouve personne dans le répertoire SIRENE, ou quelqu'un d'autre.",
    },
    reasons: &[
        Reason {
            id: "scientific-notation",
            message: Text {
                en: "A spreadsheet has turned this SIREN into “{value}”: its last digits are lost.",
                fr: "Un tableur a transformé ce SIREN en « {value} » : ses derniers chiffres sont perdus.",
            },
            help: sirene::ROUNDED,
        },
        Reason {
            id: "lost-zero",
            message: Text {
                en: "This SIREN has lost the zero at its front: {suggestion} is expected.",
                fr: "Ce SIREN a perdu son zéro initial : on attend {suggestion}.",
            },
            help: sirene::TAKEN_FOR_A_NUMBER,
        },
        Reason {
            id: "decimals",
            message: Text {
                en: "This SIREN was exported as a number with decimals: {suggestion} is expected.",
                fr: "Ce SIREN a été exporté comme un nombre à virgule : on attend {suggestion}.",
            },
            help: sirene::WITH_DECIMALS,
        },
        Reason {
            id: "siret-instead",
            message: Text {
                en: "{value} is a SIRET (14 digits, an establishment); the SIREN (9 digits) of the organisation is expected.",
                fr: "{value} est un SIRET (14 chiffres, un établissement) ; on attend le SIREN (9 chiffres) de l'organisme.",
            },
            help: Text {
                en: "Keep the first nine digits: {suggestion}",
                fr: "Gardez les neuf premiers chiffres : {suggestion}",
            },
        },
        Reason {
            id: "monaco",
            message: Text {
                en: "“{value}” is no SIREN: it is what files hold in place of one for a company of Monaco.",
                fr: "« {value} » n'est pas un SIREN : c'est ce que l'on met à la place pour une entreprise de Monaco.",
            },
            help: sirene::OF_MONACO,
        },
        Reason {
            id: "letters",
            message: Text {
                en: "“{value}” contains something other than digits.",
                fr: "« {value} » contient autre chose que des chiffres.",
            },
            help: Text {
                en: "A SIREN has 9 digits. The letter O for a zero, or a text beside the number, are the usual causes.",
                fr: "Un SIREN compte 9 chiffres. Les causes habituelles : la lettre O à la place d'un zéro, ou un texte à côté du numéro.",
            },
        },
        Reason {
            id: "length",
            message: Text {
                en: "{value} does not have the 9 digits of a SIREN: number of digits {length}.",
                fr: "{value} n'a pas les 9 chiffres d'un SIREN : nombre de chiffres {length}.",
            },
            help: Text {
                en: "Complete or correct the number; annuaire-entreprises.data.gouv.fr finds it by the name of the organisation.",
                fr: "Complétez ou corrigez le numéro ; annuaire-entreprises.data.gouv.fr permet de le retrouver par le nom de l'organisme.",
            },
        },
        Reason {
            id: "all-zeros",
            message: Text {
                en: "Nine zeros are nobody's SIREN.",
                fr: "Neuf zéros ne sont le SIREN de personne.",
            },
            help: Text {
                en: "Leave the cell empty where the number is not known.",
                fr: "Laissez la cellule vide si le numéro n'est pas connu.",
            },
        },
        Reason {
            id: "checksum",
            message: Text {
                en: "{value} is no SIREN: its check digit is wrong.",
                fr: "{value} n'est pas un SIREN : sa clé de contrôle est fausse.",
            },
            help: Text {
                en: "One digit is wrong, or two have changed places. Compare with annuaire-entreprises.data.gouv.fr.",
                fr: "L'un des chiffres est faux, ou deux ont été inversés. Comparez avec annuaire-entreprises.data.gouv.fr.",
            },
        },
    ],
    params: &[Param {
        name: "column",
        required: true,
        about: Text {
            en: "The field that holds the SIREN. Not needed where the check stands in the field itself.",
            fr: "Le champ qui contient le SIREN. Inutile si le contrôle est écrit dans le champ lui-même.",
        },
    }],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "siren", "type": "string"}], "custom_checks": [{"name": "french-siren-value", "params": {"column": "siren"}}]}"#,
            data: "nom,siren\na,732829320\nb,732 829 320\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,siren\na,7.32829E+08\n",
            fails: Some("scientific-notation"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siren\na,16250029\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siren\na,732829320.0\n",
            fails: Some("decimals"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siren\na,73282932000074\n",
            fails: Some("siret-instead"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siren\na,MONACOCON\n",
            fails: Some("monaco"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siren\na,73282932O\n",
            fails: Some("letters"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siren\na,7328293\n",
            fails: Some("length"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siren\na,000000000\n",
            fails: Some("all-zeros"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siren\na,732829321\n",
            fails: Some("checksum"),
        },
    ],
    aliases: &["french-siren-value"],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "siren", "type": "string"}], "custom_checks": [{"name": "siren", "params": {"column": "siren"}}]}"#;

const CHECKSUM: usize = 8;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let judged = Judged {
        is_good: is_valid,
        judge: |text| SIREN.judge(text),
    };
    judged.bind(request, schema)
}

const SIREN: Number = Number {
    length: 9,
    is_valid,
    instead: |digits| {
        let siret = <&[u8; 14]>::try_from(digits.as_bytes()).is_ok_and(is_siret);
        siret.then(|| Args::new().with("suggestion", &digits[..9]))
    },
    checksum: |_| CHECKSUM,
};

#[inline]
fn is_valid(digits: &[u8]) -> bool {
    <&[u8; 9]>::try_from(digits).is_ok_and(is_siren)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::checks::testing::{Stub, failures, on_column, request};
    use crate::message::Arg;

    #[test]
    fn each_way_to_spoil_a_siren_has_its_reason() {
        let (request, schema) = request(&[("siren", "string")], json!({"column": "siren"}));
        let check = on_column(bind(&request, &schema).expect("a good request"));
        let texts = [
            "732829320",
            "732 829 320",
            "",
            "7,32829E+08",
            "16250029",
            "732829320.0",
            "73282932000074",
            "73282932O",
            "7328293",
            "000000000",
            "732829321",
            "MONACOCON",
        ];
        assert_eq!(
            failures(&CHECK, &*check, Stub::Text, &texts),
            [
                (3, "scientific-notation"),
                (4, "lost-zero"),
                (5, "decimals"),
                (6, "siret-instead"),
                (7, "letters"),
                (8, "length"),
                (9, "all-zeros"),
                (10, "checksum"),
                (11, "monaco")
            ]
        );
        let details = check.details(sirene::OTHER_NUMBER, b"732 829 320 00074");
        assert_eq!(
            details.get("suggestion"),
            Some(&Arg::Text("732829320".to_owned()))
        );
    }
}
