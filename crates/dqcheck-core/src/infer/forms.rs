//! The forms that the values of a column may have: one table, the narrower before the wider.
//!
//! A form is a field as a schema writes it, so that it is the types themselves that read the values, and what a more
//! suspicious eye asks of them: the type `integer` reads `0123`, but only a code is written so.

use super::label::Meaning;
use super::plausible::{
    amount, coordinates, dated_number, french_position, grouped, has, insee, is_number, lat_lon,
    postal,
};
use crate::message::Text;

/// A way in which all values of a column are written.
pub(super) struct Form {
    /// The field, as JSON, without its name.
    pub(super) field: &'static str,
    /// A check that the schema then names.
    pub(super) check: Option<&'static str>,
    /// What the values are, in the plural.
    pub(super) name: Text,
    /// The labels under which it is believed; any, where there are none.
    pub(super) labels: &'static [Meaning],
    /// Fewest values that make it believable.
    pub(super) least: u64,
    /// Whether a value that the type reads is likely to be meant so.
    pub(super) plausible: fn(&[u8]) -> bool,
    /// The other form in which the same values might be meant: its `name.en`.
    pub(super) rival: Option<&'static str>,
    pub(super) kind: Kind,
}

/// What else follows from a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word by which something is known, and which may be a key.
    Code,
    Integer,
    Number,
    /// The latitude first, in a text.
    LatLon,
    Geopoint,
    /// A thing with a form of its own.
    Other,
}

const ANY: Form = Form {
    field: "{}",
    check: None,
    name: Text { en: "", fr: "" },
    labels: &[],
    least: 1,
    plausible: |_| true,
    rival: None,
    kind: Kind::Other,
};

/// A form of a number or an integer.
const fn number(field: &'static str, kind: Kind, plausible: fn(&[u8]) -> bool, name: Text) -> Form {
    Form {
        field,
        kind,
        plausible,
        name,
        ..ANY
    }
}

/// A form that the type itself tells from all others.
const fn plain(field: &'static str, name: Text) -> Form {
    Form { field, name, ..ANY }
}

const WHOLE: Text = Text {
    en: "whole numbers",
    fr: "nombres entiers",
};
const WHOLE_GROUPED: Text = Text {
    en: "whole numbers, with a separator between thousands",
    fr: "nombres entiers, avec un séparateur de milliers",
};
const POINT: Text = Text {
    en: "numbers with a decimal point",
    fr: "nombres à point décimal",
};
const COMMA: Text = Text {
    en: "numbers with a decimal comma",
    fr: "nombres à virgule décimale",
};
const AMOUNT: Text = Text {
    en: "numbers with their unit (€, % ...)",
    fr: "nombres suivis de leur unité (€, %...)",
};
const YES_NO: Text = Text {
    en: "yes or no",
    fr: "oui ou non",
};
const MONTH_FIRST: Text = Text {
    en: "dates with the month first",
    fr: "dates commençant par le mois",
};
const LAT_LON: Text = Text {
    en: "positions with the latitude first",
    fr: "positions commençant par la latitude",
};
const MOMENTS: Text = Text {
    en: "dates with a time",
    fr: "dates avec une heure",
};

/// Every form; the first that all values of a column have is taken.
pub(super) static FORMS: &[Form] = &[
    Form {
        field: r#"{"type": "string"}"#,
        check: Some("french-siret-value"),
        name: Text {
            en: "SIRET numbers",
            fr: "numéros SIRET",
        },
        // One number in a hundred has the right keys by chance.
        least: 2,
        plausible: |text| text.len() == 14 && text.iter().all(u8::is_ascii_digit),
        kind: Kind::Code,
        ..ANY
    },
    Form {
        field: r#"{"type": "string"}"#,
        check: Some("french-siren-value"),
        name: Text {
            en: "SIREN numbers",
            fr: "numéros SIREN",
        },
        labels: &[Meaning::Siren],
        plausible: |text| text.len() == 9 && text.iter().all(u8::is_ascii_digit),
        kind: Kind::Code,
        ..ANY
    },
    Form {
        field: r#"{"type": "string", "constraints": {"pattern": "([0-9]{2}|2[AB])[0-9]{3}"}}"#,
        name: Text {
            en: "INSEE codes of communes",
            fr: "codes Insee de communes",
        },
        labels: &[Meaning::Insee],
        plausible: insee,
        kind: Kind::Code,
        ..ANY
    },
    Form {
        field: r#"{"type": "string", "constraints": {"pattern": "[0-9]{5}"}}"#,
        name: Text {
            en: "postal codes",
            fr: "codes postaux",
        },
        labels: &[Meaning::PostalCode],
        plausible: postal,
        kind: Kind::Code,
        ..ANY
    },
    Form {
        labels: &[Meaning::Year],
        ..plain(
            r#"{"type": "year"}"#,
            Text {
                en: "years",
                fr: "années",
            },
        )
    },
    Form {
        plausible: dated_number,
        // By chance, one number of eight digits in a hundred is a day of these years.
        least: 3,
        ..plain(
            r#"{"type": "date", "format": "%Y%m%d"}"#,
            Text {
                en: "dates such as 20210312",
                fr: "dates comme 20210312",
            },
        )
    },
    Form {
        plausible: |text| !text.iter().any(u8::is_ascii_digit),
        ..plain(
            r#"{"type": "boolean"}"#,
            Text {
                en: "true or false",
                fr: "vrai ou faux (true, false)",
            },
        )
    },
    plain(
        r#"{"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}"#,
        YES_NO,
    ),
    plain(
        r#"{"type": "boolean", "trueValues": ["Oui"], "falseValues": ["Non"]}"#,
        YES_NO,
    ),
    plain(
        r#"{"type": "boolean", "trueValues": ["OUI"], "falseValues": ["NON"]}"#,
        YES_NO,
    ),
    plain(
        r#"{"type": "boolean", "trueValues": ["vrai"], "falseValues": ["faux"]}"#,
        YES_NO,
    ),
    plain(
        r#"{"type": "boolean", "trueValues": ["Vrai"], "falseValues": ["Faux"]}"#,
        YES_NO,
    ),
    plain(
        r#"{"type": "boolean", "trueValues": ["VRAI"], "falseValues": ["FAUX"]}"#,
        YES_NO,
    ),
    plain(
        r#"{"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}"#,
        YES_NO,
    ),
    plain(
        r#"{"type": "boolean", "trueValues": ["Yes"], "falseValues": ["No"]}"#,
        YES_NO,
    ),
    plain(
        r#"{"type": "boolean", "trueValues": ["YES"], "falseValues": ["NO"]}"#,
        YES_NO,
    ),
    plain(
        r#"{"type": "boolean", "trueValues": ["O"], "falseValues": ["N"]}"#,
        YES_NO,
    ),
    plain(
        r#"{"type": "boolean", "trueValues": ["Y"], "falseValues": ["N"]}"#,
        YES_NO,
    ),
    number(
        r#"{"type": "integer"}"#,
        Kind::Integer,
        |text| is_number(text, None),
        WHOLE,
    ),
    number(
        r#"{"type": "number"}"#,
        Kind::Number,
        |text| is_number(text, Some(b'.')),
        POINT,
    ),
    Form {
        rival: Some(WHOLE_GROUPED.en),
        ..number(
            r#"{"type": "number", "decimalChar": ","}"#,
            Kind::Number,
            |text| is_number(text, Some(b',')),
            COMMA,
        )
    },
    number(
        r#"{"type": "integer", "groupChar": " "}"#,
        Kind::Integer,
        |text| grouped(text, " ", None),
        WHOLE_GROUPED,
    ),
    number(
        "{\"type\": \"integer\", \"groupChar\": \"\u{a0}\"}",
        Kind::Integer,
        |text| grouped(text, "\u{a0}", None),
        WHOLE_GROUPED,
    ),
    number(
        "{\"type\": \"integer\", \"groupChar\": \"\u{202f}\"}",
        Kind::Integer,
        |text| grouped(text, "\u{202f}", None),
        WHOLE_GROUPED,
    ),
    number(
        r#"{"type": "integer", "groupChar": ","}"#,
        Kind::Integer,
        |text| grouped(text, ",", None),
        WHOLE_GROUPED,
    ),
    number(
        r#"{"type": "integer", "groupChar": "."}"#,
        Kind::Integer,
        |text| grouped(text, ".", None),
        WHOLE_GROUPED,
    ),
    number(
        r#"{"type": "number", "decimalChar": ",", "groupChar": " "}"#,
        Kind::Number,
        |text| grouped(text, " ", Some(b',')),
        COMMA,
    ),
    number(
        "{\"type\": \"number\", \"decimalChar\": \",\", \"groupChar\": \"\u{a0}\"}",
        Kind::Number,
        |text| grouped(text, "\u{a0}", Some(b',')),
        COMMA,
    ),
    number(
        "{\"type\": \"number\", \"decimalChar\": \",\", \"groupChar\": \"\u{202f}\"}",
        Kind::Number,
        |text| grouped(text, "\u{202f}", Some(b',')),
        COMMA,
    ),
    number(
        r#"{"type": "number", "decimalChar": ",", "groupChar": "."}"#,
        Kind::Number,
        |text| grouped(text, ".", Some(b',')),
        COMMA,
    ),
    number(
        r#"{"type": "number", "groupChar": ","}"#,
        Kind::Number,
        |text| grouped(text, ",", Some(b'.')),
        POINT,
    ),
    number(
        r#"{"type": "number", "groupChar": " "}"#,
        Kind::Number,
        |text| grouped(text, " ", Some(b'.')),
        POINT,
    ),
    number(
        r#"{"type": "number", "bareNumber": false}"#,
        Kind::Number,
        |text| amount(text, b'.'),
        AMOUNT,
    ),
    number(
        r#"{"type": "number", "bareNumber": false, "decimalChar": ","}"#,
        Kind::Number,
        |text| amount(text, b','),
        AMOUNT,
    ),
    plain(
        r#"{"type": "date"}"#,
        Text {
            en: "dates such as 2021-03-12",
            fr: "dates comme 2021-03-12",
        },
    ),
    Form {
        rival: Some(MONTH_FIRST.en),
        ..plain(
            r#"{"type": "date", "format": "%d/%m/%Y"}"#,
            Text {
                en: "dates such as 12/03/2021, the day first",
                fr: "dates comme 12/03/2021, le jour en premier",
            },
        )
    },
    plain(
        r#"{"type": "date", "format": "%d-%m-%Y"}"#,
        Text {
            en: "dates such as 12-03-2021, the day first",
            fr: "dates comme 12-03-2021, le jour en premier",
        },
    ),
    plain(
        r#"{"type": "date", "format": "%d.%m.%Y"}"#,
        Text {
            en: "dates such as 12.03.2021, the day first",
            fr: "dates comme 12.03.2021, le jour en premier",
        },
    ),
    plain(
        r#"{"type": "date", "format": "%Y/%m/%d"}"#,
        Text {
            en: "dates such as 2021/03/12",
            fr: "dates comme 2021/03/12",
        },
    ),
    plain(r#"{"type": "date", "format": "%m/%d/%Y"}"#, MONTH_FIRST),
    plain(
        r#"{"type": "date", "format": "%d/%m/%y"}"#,
        Text {
            en: "dates such as 12/03/21, with a short year",
            fr: "dates comme 12/03/21, à l'année abrégée",
        },
    ),
    Form {
        // With a time it is a moment.
        plausible: |text| !has(text, b":"),
        ..plain(
            r#"{"type": "date", "format": "any"}"#,
            Text {
                en: "dates in words or of several forms",
                fr: "dates en toutes lettres ou de plusieurs formes",
            },
        )
    },
    plain(r#"{"type": "datetime"}"#, MOMENTS),
    plain(
        r#"{"type": "datetime", "format": "%Y-%m-%d %H:%M:%S"}"#,
        MOMENTS,
    ),
    plain(
        r#"{"type": "datetime", "format": "%Y-%m-%d %H:%M"}"#,
        MOMENTS,
    ),
    plain(
        r#"{"type": "datetime", "format": "%d/%m/%Y %H:%M:%S"}"#,
        MOMENTS,
    ),
    plain(
        r#"{"type": "datetime", "format": "%d/%m/%Y %H:%M"}"#,
        MOMENTS,
    ),
    plain(r#"{"type": "datetime", "format": "any"}"#, MOMENTS),
    plain(
        r#"{"type": "time"}"#,
        Text {
            en: "times of day",
            fr: "heures",
        },
    ),
    plain(
        r#"{"type": "time", "format": "%H:%M"}"#,
        Text {
            en: "times of day without seconds",
            fr: "heures sans secondes",
        },
    ),
    plain(
        r#"{"type": "time", "format": "%Hh%M"}"#,
        Text {
            en: "times of day such as 14h05",
            fr: "heures comme 14h05",
        },
    ),
    plain(
        r#"{"type": "yearmonth"}"#,
        Text {
            en: "months such as 2021-03",
            fr: "mois comme 2021-03",
        },
    ),
    Form {
        labels: &[Meaning::LatLon],
        plausible: lat_lon,
        kind: Kind::LatLon,
        ..plain(r#"{"type": "string"}"#, LAT_LON)
    },
    Form {
        plausible: french_position,
        kind: Kind::LatLon,
        ..plain(r#"{"type": "string"}"#, LAT_LON)
    },
    Form {
        plausible: |text| has(text, b".") && coordinates(text).is_some(),
        rival: Some(LAT_LON.en),
        kind: Kind::Geopoint,
        ..plain(
            r#"{"type": "geopoint"}"#,
            Text {
                en: "positions with the longitude first",
                fr: "positions commençant par la longitude",
            },
        )
    },
    Form {
        plausible: |text| has(text, b".") && lat_lon(text),
        kind: Kind::LatLon,
        ..plain(r#"{"type": "string"}"#, LAT_LON)
    },
    Form {
        kind: Kind::Geopoint,
        ..plain(
            r#"{"type": "geopoint", "format": "array"}"#,
            Text {
                en: "positions such as [2.24, 48.83]",
                fr: "positions comme [2.24, 48.83]",
            },
        )
    },
    Form {
        kind: Kind::Geopoint,
        ..plain(
            r#"{"type": "geopoint", "format": "object"}"#,
            Text {
                en: "positions in JSON (lon, lat)",
                fr: "positions en JSON (lon, lat)",
            },
        )
    },
    plain(
        r#"{"type": "geojson"}"#,
        Text {
            en: "shapes (GeoJSON)",
            fr: "formes géographiques (GeoJSON)",
        },
    ),
    plain(
        r#"{"type": "object"}"#,
        Text {
            en: "JSON objects",
            fr: "objets JSON",
        },
    ),
    plain(
        r#"{"type": "array"}"#,
        Text {
            en: "JSON lists",
            fr: "listes JSON",
        },
    ),
    Form {
        kind: Kind::Code,
        ..plain(
            r#"{"type": "string", "format": "uuid"}"#,
            Text {
                en: "UUIDs",
                fr: "UUID",
            },
        )
    },
    plain(
        r#"{"type": "string", "format": "email"}"#,
        Text {
            en: "e-mail addresses",
            fr: "adresses électroniques",
        },
    ),
    Form {
        plausible: |text| has(text, b"://"),
        ..plain(
            r#"{"type": "string", "format": "uri"}"#,
            Text {
                en: "addresses of web pages (URL)",
                fr: "adresses de pages web (URL)",
            },
        )
    },
];
