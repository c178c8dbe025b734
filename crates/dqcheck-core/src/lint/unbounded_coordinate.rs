//! `unbounded-coordinate`: a latitude or a longitude without bounds.

use super::Subject;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "unbounded-coordinate",
    since: "0.1.0",
    severity: Severity::Info,
    group: Group::Schema,
    title: Text {
        en: "Coordinate without bounds",
        fr: "Coordonnée sans bornes",
    },
    why: Text {
        en: "Latitude and longitude that were swapped, or metres in place of degrees, are numbers too. Bounds find \
             them.",
        fr: "Une latitude et une longitude interverties, ou des mètres à la place de degrés, sont aussi des nombres. \
             Des bornes les trouvent.",
    },
    reasons: &[
        Reason {
            id: "latitude",
            message: Text {
                en: "Any number passes for this latitude.",
                fr: "N'importe quel nombre passe pour cette latitude.",
            },
            help: Text {
                en: "Add to its `constraints`: \"minimum\": -90, \"maximum\": 90, or closer bounds if the data has \
                     any, such as 41 and 52 for metropolitan France.",
                fr: "Ajoutez à ses `constraints` : \"minimum\": -90, \"maximum\": 90, ou des bornes plus étroites si \
                     les données s'y prêtent, par exemple 41 et 52 pour la France métropolitaine.",
            },
        },
        Reason {
            id: "longitude",
            message: Text {
                en: "Any number passes for this longitude.",
                fr: "N'importe quel nombre passe pour cette longitude.",
            },
            help: Text {
                en: "Add to its `constraints`: \"minimum\": -180, \"maximum\": 180, or closer bounds if the data has \
                     any, such as -6 and 10 for metropolitan France.",
                fr: "Ajoutez à ses `constraints` : \"minimum\": -180, \"maximum\": 180, ou des bornes plus étroites si \
                     les données s'y prêtent, par exemple -6 et 10 pour la France métropolitaine.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "latitude", "type": "number"}]}"#,
            data: "",
            fails: Some("latitude"),
        },
        Example {
            schema: r#"{"fields": [{"name": "coord_lon", "type": "number"}]}"#,
            data: "",
            fails: Some("longitude"),
        },
        Example {
            schema: r#"{"fields": [{"name": "latitude", "type": "number", "constraints": {"minimum": 41, "maximum": 52}}]}"#,
            data: "",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "longueur", "type": "number"}, {"name": "plat", "type": "number"}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

const LATITUDE: usize = 0;
const LONGITUDE: usize = 1;

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for field in &subject.schema.fields {
        if field.type_name != "number" || is_bounded(field) {
            continue;
        }
        let reason = match meaning(&field.name) {
            Some(reason) if !is_checked(subject, &field.name) => reason,
            _ => continue,
        };
        faults.push(Fault::new(
            &CHECK,
            reason,
            format!("{}/name", field.pointer),
        ));
    }
}

/// One bound is enough to show that somebody has thought of it.
fn is_bounded(field: &Field) -> bool {
    const LIMITS: [&str; 5] = [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "enum",
    ];
    LIMITS
        .iter()
        .any(|limit| field.constraints.contains_key(*limit))
}

/// Whether a check that the schema names looks at the field, such as the one of a bounding box.
fn is_checked(subject: &Subject<'_>, name: &str) -> bool {
    let rules = subject.schema.rules.iter();
    rules
        .flat_map(|rule| rule.params.values())
        .any(|value| value.as_str() == Some(name))
}

/// What the words of the name say; `long` alone may be a length.
fn meaning(name: &str) -> Option<usize> {
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.find_map(|word| match word {
        "lat" | "latitude" | "ylatitude" => Some(LATITUDE),
        "lon" | "lng" | "longitude" | "xlongitude" => Some(LONGITUDE),
        _ => None,
    })
}
