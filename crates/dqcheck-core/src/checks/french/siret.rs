//! SIRET numbers: fourteen digits, the key right over all of them and over the first nine, which are the SIREN.

use super::judged::Judged;
use super::sirene::{self, Number};
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::Bound;
use crate::checks::luhn::{is_siren, is_siret};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "siret",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid SIRET number",
        fr: "Numéro SIRET invalide",
    },
    why: Text {
        en: "The SIRET says which establishment is meant. With a wrong digit nobody is found in the SIRENE register, or somebody else.",
        fr: "Le SIRET désigne un établissement. Avec un chiffre faux, on ne trouve personne dans le répertoire SIRENE, ou quelqu'un d'autre.",
    },
    reasons: &[
        Reason {
            id: "scientific-notation",
            message: Text {
                en: "A spreadsheet has turned this SIRET into “{value}”: its last digits are lost.",
                fr: "Un tableur a transformé ce SIRET en « {value} » : ses derniers chiffres sont perdus.",
            },
            help: sirene::ROUNDED,
        },
        Reason {
            id: "lost-zero",
            message: Text {
                en: "This SIRET has lost the zero at its front: {suggestion} is expected.",
                fr: "Ce SIRET a perdu son zéro initial : on attend {suggestion}.",
            },
            help: sirene::TAKEN_FOR_A_NUMBER,
        },
        Reason {
            id: "decimals",
            message: Text {
                en: "This SIRET was exported as a number with decimals: {suggestion} is expected.",
                fr: "Ce SIRET a été exporté comme un nombre à virgule : on attend {suggestion}.",
            },
            help: sirene::WITH_DECIMALS,
        },
        Reason {
            id: "siren-instead",
            message: Text {
                en: "{value} is a SIREN (9 digits, the organisation); the SIRET (14 digits) of an establishment is expected.",
                fr: "{value} est un SIREN (9 chiffres, l'organisme) ; on attend le SIRET (14 chiffres) d'un établissement.",
            },
            help: Text {
                en: "Look up the establishment on annuaire-entreprises.data.gouv.fr and copy its SIRET, or use a SIREN column.",
                fr: "Cherchez l'établissement sur annuaire-entreprises.data.gouv.fr et recopiez son SIRET, ou utilisez une colonne SIREN.",
            },
        },
        Reason {
            id: "monaco",
            message: Text {
                en: "“{value}” is no SIRET: it is what files hold in place of one for a company of Monaco.",
                fr: "« {value} » n'est pas un SIRET : c'est ce que l'on met à la place pour une entreprise de Monaco.",
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
                en: "A SIRET has 14 digits. The letter O for a zero, or a text beside the number, are the usual causes.",
                fr: "Un SIRET compte 14 chiffres. Les causes habituelles : la lettre O à la place d'un zéro, ou un texte à côté du numéro.",
            },
        },
        Reason {
            id: "length",
            message: Text {
                en: "{value} does not have the 14 digits of a SIRET: number of digits {length}.",
                fr: "{value} n'a pas les 14 chiffres d'un SIRET : nombre de chiffres {length}.",
            },
            help: Text {
                en: "Complete or correct the number; annuaire-entreprises.data.gouv.fr finds it by the name of the organisation.",
                fr: "Complétez ou corrigez le numéro ; annuaire-entreprises.data.gouv.fr permet de le retrouver par le nom de l'organisme.",
            },
        },
        Reason {
            id: "all-zeros",
            message: Text {
                en: "{value} is nobody's SIRET: it begins with nine zeros.",
                fr: "{value} n'est le SIRET de personne : il commence par neuf zéros.",
            },
            help: Text {
                en: "Leave the cell empty where the number is not known.",
                fr: "Laissez la cellule vide si le numéro n'est pas connu.",
            },
        },
        Reason {
            id: "siren-checksum",
            message: Text {
                en: "{value} is no SIRET: its first 9 digits are not a valid SIREN (the check digit is wrong).",
                fr: "{value} n'est pas un SIRET : ses 9 premiers chiffres ne forment pas un SIREN valide (la clé de contrôle est fausse).",
            },
            help: Text {
                en: "A digit of the first nine is wrong, or two have changed places. Compare with annuaire-entreprises.data.gouv.fr.",
                fr: "L'un des neuf premiers chiffres est faux, ou deux ont été inversés. Comparez avec annuaire-entreprises.data.gouv.fr.",
            },
        },
        Reason {
            id: "checksum",
            message: Text {
                en: "{value} is no SIRET: its check digit is wrong. The SIREN (first 9 digits) is right.",
                fr: "{value} n'est pas un SIRET : sa clé de contrôle est fausse. Le SIREN (9 premiers chiffres) est correct.",
            },
            help: Text {
                en: "One of the last five digits is wrong, or two have changed places. Compare with annuaire-entreprises.data.gouv.fr.",
                fr: "L'un des cinq derniers chiffres est faux, ou deux ont été inversés. Comparez avec annuaire-entreprises.data.gouv.fr.",
            },
        },
    ],
    params: &[Param {
        name: "column",
        required: true,
        about: Text {
            en: "The field that holds the SIRET. Not needed where the check stands in the field itself.",
            fr: "Le champ qui contient le SIRET. Inutile si le contrôle est écrit dans le champ lui-même.",
        },
    }],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "siret", "type": "string"}], "custom_checks": [{"name": "french-siret-value", "params": {"column": "siret"}}]}"#,
            data: "nom,siret\na,73282932000074\nb,732 829 320 00074\nLa Poste,35600000000048\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,siret\na,7.32829E+13\n",
            fails: Some("scientific-notation"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siret\na,1625002900010\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siret\na,73282932000074.0\n",
            fails: Some("decimals"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siret\na,732829320\n",
            fails: Some("siren-instead"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siret\na,MONACOCONFO001\n",
            fails: Some("monaco"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siret\na,7328293200OO74\n",
            fails: Some("letters"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siret\na,732829320000\n",
            fails: Some("length"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siret\na,00000000000000\n",
            fails: Some("all-zeros"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siret\na,73282931000074\n",
            fails: Some("siren-checksum"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,siret\na,73282932000075\n",
            fails: Some("checksum"),
        },
    ],
    aliases: &["french-siret-value"],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "siret", "type": "string"}], "custom_checks": [{"name": "siret", "params": {"column": "siret"}}]}"#;

const SIREN_CHECKSUM: usize = 8;
const CHECKSUM: usize = 9;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let judged = Judged {
        is_good: is_valid,
        judge: |text| SIRET.judge(text),
    };
    judged.bind(request, schema)
}

const SIRET: Number = Number {
    length: 14,
    is_valid,
    instead: |digits| {
        let siren = <&[u8; 9]>::try_from(digits.as_bytes()).is_ok_and(is_siren);
        siren.then(Args::new)
    },
    checksum: |digits| match digits.as_bytes().first_chunk().is_some_and(is_siren) {
        true => CHECKSUM,
        false => SIREN_CHECKSUM,
    },
};

#[inline]
fn is_valid(digits: &[u8]) -> bool {
    <&[u8; 14]>::try_from(digits).is_ok_and(is_siret)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::checks::testing::{Stub, failures, on_column, request};
    use crate::message::Arg;

    #[test]
    fn each_way_to_spoil_a_siret_has_its_reason() {
        let (request, schema) = request(&[("siret", "string")], json!({"column": "siret"}));
        let check = on_column(bind(&request, &schema).expect("a good request"));
        let texts = [
            "73282932000074",
            "732 829 320 00074",
            "732.829.320.00074",
            "",
            "2,19200E+13",
            "2.192E+13",
            "1625002900010",
            "73282932000074.0",
            "732829320",
            "7328293200OO74",
            "732829320000741",
            "00000000000000",
            "73282931000074",
            "73282932000075",
            "...",
            "MONACOCONFO001",
            "monaco confo 001",
            "MONACO (98)",
        ];
        assert_eq!(
            failures(&CHECK, &*check, Stub::Text, &texts),
            [
                (4, "scientific-notation"),
                (5, "scientific-notation"),
                (6, "lost-zero"),
                (7, "decimals"),
                (8, "siren-instead"),
                (9, "letters"),
                (10, "length"),
                (11, "all-zeros"),
                (12, "siren-checksum"),
                (13, "checksum"),
                (14, "length"),
                (15, "monaco"),
                (16, "monaco"),
                (17, "letters")
            ]
        );
        let details = check.details(sirene::LOST_ZERO, b"1625002900010");
        assert_eq!(
            details.get("suggestion"),
            Some(&Arg::Text("01625002900010".to_owned()))
        );
    }

    #[test]
    fn a_column_that_is_not_in_the_schema_is_a_fault_of_the_schema() {
        for (params, reason) in [
            (json!({"column": "sirte"}), "misspelt"),
            (json!({}), "missing"),
            (json!({"column": 3}), "invalid"),
        ] {
            let (request, schema) = request(&[("siret", "string")], params);
            let fault = bind(&request, &schema).err().expect("a fault");
            assert_eq!(fault.check.reasons[fault.reason].id, reason);
        }
    }
}
