//! What a schema asks for, in plain words.

use dqcheck_core::message::Text;

/// A type in a few words.
pub(super) fn type_name(name: &str) -> Option<Text> {
    let known = TYPES.iter().find(|(known, _)| *known == name);
    known.map(|(_, text)| *text)
}

const TYPES: &[(&str, Text)] = &[
    (
        "string",
        Text {
            en: "text",
            fr: "texte",
        },
    ),
    (
        "number",
        Text {
            en: "number",
            fr: "nombre",
        },
    ),
    (
        "integer",
        Text {
            en: "whole number",
            fr: "nombre entier",
        },
    ),
    (
        "boolean",
        Text {
            en: "true or false",
            fr: "vrai ou faux",
        },
    ),
    (
        "object",
        Text {
            en: "JSON object",
            fr: "objet JSON",
        },
    ),
    (
        "array",
        Text {
            en: "list (JSON)",
            fr: "liste (JSON)",
        },
    ),
    (
        "list",
        Text {
            en: "list",
            fr: "liste",
        },
    ),
    (
        "date",
        Text {
            en: "date",
            fr: "date",
        },
    ),
    (
        "time",
        Text {
            en: "time of day",
            fr: "heure",
        },
    ),
    (
        "datetime",
        Text {
            en: "date and time",
            fr: "date et heure",
        },
    ),
    (
        "year",
        Text {
            en: "year",
            fr: "année",
        },
    ),
    (
        "yearmonth",
        Text {
            en: "month of a year",
            fr: "mois d'une année",
        },
    ),
    (
        "duration",
        Text {
            en: "duration",
            fr: "durée",
        },
    ),
    (
        "geopoint",
        Text {
            en: "position",
            fr: "position",
        },
    ),
    (
        "geojson",
        Text {
            en: "geographic shape",
            fr: "forme géographique",
        },
    ),
    (
        "any",
        Text {
            en: "anything",
            fr: "valeur quelconque",
        },
    ),
];

/// How the values of a type are written in one of its formats; `None` where the name of the type says it all.
pub(super) fn format(type_name: &str, format: &str) -> Option<Text> {
    let known = FORMATS
        .iter()
        .find(|(known, name, _)| *known == type_name && *name == format);
    known.map(|(_, _, text)| *text)
}

const FORMATS: &[(&str, &str, Text)] = &[
    (
        "string",
        "email",
        Text {
            en: "an e-mail address",
            fr: "une adresse électronique",
        },
    ),
    (
        "string",
        "uri",
        Text {
            en: "a whole web address, such as https://www.example.org/page",
            fr: "une adresse web complète, par exemple https://www.example.org/page",
        },
    ),
    (
        "string",
        "uuid",
        Text {
            en: "a UUID",
            fr: "un UUID",
        },
    ),
    (
        "string",
        "binary",
        Text {
            en: "bytes written in base64",
            fr: "des octets écrits en base64",
        },
    ),
    (
        "date",
        "default",
        Text {
            en: "year-month-day, such as 2021-03-12",
            fr: "année-mois-jour, par exemple 2021-03-12",
        },
    ),
    (
        "date",
        "any",
        Text {
            en: "any way of writing a date",
            fr: "toute écriture d'une date",
        },
    ),
    (
        "datetime",
        "default",
        Text {
            en: "such as 2021-03-12T14:05:00",
            fr: "par exemple 2021-03-12T14:05:00",
        },
    ),
    (
        "datetime",
        "any",
        Text {
            en: "any way of writing a date and a time",
            fr: "toute écriture d'une date et d'une heure",
        },
    ),
    (
        "time",
        "default",
        Text {
            en: "hours:minutes:seconds, such as 14:05:00",
            fr: "heures:minutes:secondes, par exemple 14:05:00",
        },
    ),
    (
        "time",
        "any",
        Text {
            en: "any way of writing a time",
            fr: "toute écriture d'une heure",
        },
    ),
    (
        "year",
        "default",
        Text {
            en: "four digits",
            fr: "quatre chiffres",
        },
    ),
    (
        "yearmonth",
        "default",
        Text {
            en: "year-month, such as 2021-03",
            fr: "année-mois, par exemple 2021-03",
        },
    ),
    (
        "duration",
        "default",
        Text {
            en: "in the notation of ISO 8601, such as P1DT2H (one day and two hours)",
            fr: "dans la notation ISO 8601, par exemple P1DT2H (un jour et deux heures)",
        },
    ),
    (
        "geopoint",
        "default",
        Text {
            en: "longitude, latitude in degrees, such as 2.24, 48.83",
            fr: "longitude, latitude en degrés, par exemple 2.24, 48.83",
        },
    ),
    (
        "geopoint",
        "array",
        Text {
            en: "longitude and latitude in degrees, such as [2.24, 48.83]",
            fr: "longitude et latitude en degrés, par exemple [2.24, 48.83]",
        },
    ),
    (
        "geopoint",
        "object",
        Text {
            en: "longitude and latitude in degrees, as {\"lon\": 2.24, \"lat\": 48.83}",
            fr: "longitude et latitude en degrés, sous la forme {\"lon\": 2.24, \"lat\": 48.83}",
        },
    ),
    (
        "geojson",
        "default",
        Text {
            en: "in GeoJSON",
            fr: "en GeoJSON",
        },
    ),
    (
        "geojson",
        "topojson",
        Text {
            en: "in TopoJSON",
            fr: "en TopoJSON",
        },
    ),
];

/// A constraint and the sentence about it.
pub(super) const CONSTRAINTS: &[(&str, Text)] = &[
    (
        "minLength",
        Text {
            en: "At least {value} {unit}.",
            fr: "Au moins {value} {unit}.",
        },
    ),
    (
        "maxLength",
        Text {
            en: "At most {value} {unit}.",
            fr: "Au plus {value} {unit}.",
        },
    ),
    (
        "minimum",
        Text {
            en: "{value} or more.",
            fr: "{value} ou plus.",
        },
    ),
    (
        "exclusiveMinimum",
        Text {
            en: "More than {value}.",
            fr: "Plus de {value}.",
        },
    ),
    (
        "maximum",
        Text {
            en: "{value} or less.",
            fr: "{value} ou moins.",
        },
    ),
    (
        "exclusiveMaximum",
        Text {
            en: "Less than {value}.",
            fr: "Moins de {value}.",
        },
    ),
    (
        "pattern",
        Text {
            en: "The whole value follows the pattern (regular expression) {value}.",
            fr: "La valeur entière suit le motif (expression régulière) {value}.",
        },
    ),
    (
        "enum",
        Text {
            en: "One of these values: {value}.",
            fr: "L'une de ces valeurs : {value}.",
        },
    ),
    (
        "jsonSchema",
        Text {
            en: "Its JSON follows the schema {value}.",
            fr: "Son JSON suit le schéma {value}.",
        },
    ),
];

/// What the length of a value counts.
pub(super) fn unit(type_name: &str) -> Text {
    match type_name {
        "array" | "list" => Text {
            en: "items",
            fr: "éléments",
        },
        "object" => Text {
            en: "keys",
            fr: "clés",
        },
        _ => Text {
            en: "characters",
            fr: "caractères",
        },
    }
}

/// A property that tells how values are written, and the sentence about it.
pub(super) const OPTIONS: &[(&str, Text)] = &[
    (
        "trueValues",
        Text {
            en: "True is written {value}.",
            fr: "Vrai s'écrit {value}.",
        },
    ),
    (
        "falseValues",
        Text {
            en: "False is written {value}.",
            fr: "Faux s'écrit {value}.",
        },
    ),
    (
        "decimalChar",
        Text {
            en: "Decimals follow {value}.",
            fr: "Les décimales suivent {value}.",
        },
    ),
    (
        "groupChar",
        Text {
            en: "{value} may stand between thousands.",
            fr: "{value} peut séparer les milliers.",
        },
    ),
    (
        "bareNumber",
        Text {
            en: "A unit may stand beside the number: {value}.",
            fr: "Une unité peut accompagner le nombre : {value}.",
        },
    ),
    (
        "delimiter",
        Text {
            en: "The items are separated by {value}.",
            fr: "Les éléments sont séparés par {value}.",
        },
    ),
    (
        "itemType",
        Text {
            en: "Type of the items: {value}.",
            fr: "Type des éléments : {value}.",
        },
    ),
    (
        "categories",
        Text {
            en: "One of these categories: {value}.",
            fr: "L'une de ces catégories : {value}.",
        },
    ),
];
