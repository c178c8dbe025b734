//! In which columns a row says of which commune it is: those that the request names, else those that the schema has
//! under the checks and the labels that are usual for them.

use serde_json::{Map, Value};

use crate::check::CheckDef;
use crate::checks::Bound;
use crate::checks::geo::outside_territory;
use crate::checks::geo::position::{self, Order, Positions};
use crate::checks::territory::{code_commune_insee, code_postal, commune};
use crate::message::fold;
use crate::schema::{Fault, RuleRequest, Schema};

/// What a column says of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// The code INSEE of its commune.
    Insee,
    /// Its postal code.
    Postal,
    /// The name of its commune.
    Name,
    /// Where it is.
    Position(Positions),
}

/// One or two columns that together say one thing.
#[derive(Debug, PartialEq)]
pub(super) struct Witness {
    pub(super) kind: Kind,
    /// Indices into the fields of the schema.
    pub(super) fields: Vec<usize>,
}

/// The settings that name columns. With one of them, only the columns that are named are looked at.
pub(super) const NAMING: [&str; 6] = ["insee", "postal", "name", "column", "longitude", "latitude"];

/// How publishers call the columns, without case, accents and all that is neither a letter nor a digit.
const INSEE: &[&str] = &[
    "insee",
    "codeinsee",
    "inseecode",
    "cominsee",
    "comminsee",
    "inseecom",
    "inseecommune",
    "communeinsee",
    "codeinseecommune",
    "codecommuneinsee",
    "codecommune",
    "communecode",
    "codecom",
    "depcom",
];
const POSTAL: &[&str] = &[
    "codepostal",
    "cp",
    "comcp",
    "cpcom",
    "codepost",
    "codpost",
    "postalcode",
    "codepostalcommune",
];
const NAME: &[&str] = &[
    "commune",
    "comnom",
    "nomcom",
    "nomcommune",
    "communenom",
    "nomdelacommune",
    "libcom",
    "libellecommune",
    "ville",
    "nomville",
];
/// Latitude first, as Opendatasoft writes it.
const LAT_LON: &[&str] = &["geopoint2d"];
/// A longitude, and the latitude that stands beside it.
const PAIRS: &[(&str, &str)] = &[
    ("xlong", "ylat"),
    ("longitude", "latitude"),
    ("lon", "lat"),
    ("long", "lat"),
    ("lng", "lat"),
    ("longcoor1", "latcoor1"),
    ("xlongwgs84", "ylatwgs84"),
    ("xwgs84", "ywgs84"),
    ("coordx", "coordy"),
    ("x", "y"),
];

/// The columns that the request means, in the order in which they are believed.
pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Vec<Witness>, Fault> {
    let is_named = |param: &&str| request.params.contains_key(*param);
    if NAMING.iter().any(is_named) {
        named(request, schema)
    } else {
        Ok(usual(schema))
    }
}

fn named(request: &RuleRequest, schema: &Schema) -> Result<Vec<Witness>, Fault> {
    let mut witnesses = Vec::new();
    for (param, kind) in [
        ("insee", Kind::Insee),
        ("postal", Kind::Postal),
        ("name", Kind::Name),
    ] {
        if request.params.contains_key(param) {
            let fields = vec![request.column(schema, param)?];
            witnesses.push(Witness { kind, fields });
        }
    }
    if NAMING[3..]
        .iter()
        .any(|param| request.params.contains_key(*param))
    {
        let (fields, positions) = position::bind(request, schema)?;
        let kind = Kind::Position(positions);
        witnesses.push(Witness { kind, fields });
    }
    Ok(witnesses)
}

fn usual(schema: &Schema) -> Vec<Witness> {
    let labels: Vec<String> = schema
        .fields
        .iter()
        .map(|field| folded(&field.name))
        .collect();
    let texts = [
        (Kind::Insee, "code-commune-insee", INSEE),
        (Kind::Postal, "code-postal", POSTAL),
        (Kind::Name, "commune", NAME),
    ];
    let texts = texts.into_iter().filter_map(|(kind, check, usual)| {
        let field = checked(schema, check).or_else(|| {
            let fits = |field: &usize| is(schema, *field, &["string", "any", "integer"]);
            labelled(&labels, usual, fits)
        })?;
        let fields = vec![field];
        Some(Witness { kind, fields })
    });
    let position = usual_position(schema, &labels).map(|(positions, fields)| Witness {
        kind: Kind::Position(positions),
        fields,
    });
    texts.chain(position).collect()
}

/// The field that the schema has looked at by a check.
fn checked(schema: &Schema, check: &str) -> Option<usize> {
    let rule = schema.rules.iter().find(|rule| rule.name == check)?;
    let name = rule.params.get("column").and_then(Value::as_str)?;
    schema.fields.iter().position(|field| field.name == name)
}

/// The field with the label that comes first in the table.
fn labelled(labels: &[String], usual: &[&str], fits: impl Fn(&usize) -> bool) -> Option<usize> {
    usual.iter().find_map(|usual| {
        let mut fields = (0..labels.len()).filter(|field| labels[*field] == *usual);
        fields.find(&fits)
    })
}

/// One position is enough: whether those of a row agree is looked at elsewhere. Shapes, which take the longest to read,
/// come last.
fn usual_position(schema: &Schema, labels: &[String]) -> Option<(Positions, Vec<usize>)> {
    let first = |type_name: &str| {
        let of_type = |field: &usize| is(schema, *field, &[type_name]);
        (0..labels.len()).find(of_type)
    };
    if let Some(field) = first("geopoint") {
        return Some((Positions::Points, vec![field]));
    }
    if let Some(field) = labelled(labels, LAT_LON, |field| is(schema, *field, &["string"])) {
        return Some((Positions::Texts(Order::LatLon), vec![field]));
    }
    let number = |label: &str| {
        labelled(labels, &[label], |field| {
            is(schema, *field, &["number", "integer"])
        })
    };
    let pair = PAIRS
        .iter()
        .find_map(|(lon, lat)| Some(vec![number(lon)?, number(lat)?]));
    if let Some(pair) = pair {
        return Some((Positions::Pair, pair));
    }
    let field = first("geojson").filter(|field| schema.fields[*field].format != "topojson")?;
    Some((Positions::Shapes, vec![field]))
}

/// What else is asked of each column: that codes and names exist, and that positions are positions of France. What the
/// schema asks for itself is not asked twice.
pub(super) fn checks(
    request: &RuleRequest,
    schema: &Schema,
    found: &[Witness],
) -> Result<Vec<(&'static CheckDef, Bound)>, Fault> {
    let mut bound = Vec::new();
    for witness in found {
        let (def, bind): (_, BindNamed) = match witness.kind {
            Kind::Insee => (&code_commune_insee::CHECK, code_commune_insee::bind),
            Kind::Postal => (&code_postal::CHECK, code_postal::bind),
            Kind::Name => (&commune::CHECK, commune::bind),
            Kind::Position(_) => (&outside_territory::CHECK, outside_territory::bind),
        };
        let name = |nth: usize| Value::from(schema.fields[witness.fields[nth]].name.as_str());
        let mut params = Map::new();
        let mut set = |param: &str, value| params.insert(param.to_owned(), value);
        match witness.kind {
            Kind::Position(Positions::Pair) => {
                set("longitude", name(0));
                set("latitude", name(1));
            }
            _ => {
                set("column", name(0));
            }
        }
        let is_asked = |rule: &RuleRequest| {
            let same = |(param, value)| rule.params.get(param) == Some(value);
            def.is_called(&rule.name) && params.iter().all(same)
        };
        if schema.rules.iter().any(is_asked) {
            continue;
        }
        if let Kind::Position(positions) = witness.kind {
            if let Positions::Texts(order) = positions {
                params.insert("order".to_owned(), order.name().into());
            }
            params.insert("commune".to_owned(), request.params["commune"].clone());
            // Where a row is of another commune, this check says so, with all columns that do.
            params.insert("elsewhere".to_owned(), false.into());
        }
        let asked = RuleRequest {
            name: def.id.to_owned(),
            params,
            pointer: request.pointer.clone(),
            ..RuleRequest::default()
        };
        bound.push((def, bind(&asked, schema)?));
    }
    Ok(bound)
}

type BindNamed = fn(&RuleRequest, &Schema) -> Result<Bound, Fault>;

fn is(schema: &Schema, field: usize, types: &[&str]) -> bool {
    types.contains(&schema.fields[field].type_name.as_str())
}

fn folded(label: &str) -> String {
    let mut folded = fold(label);
    folded.retain(char::is_alphanumeric);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the columns that are found among fields of these names and types.
    fn found(fields: &str) -> Vec<String> {
        let fields: Vec<Value> = fields
            .split(' ')
            .map(|field| {
                let (name, kind) = field.split_once(':').unwrap_or((field, "string"));
                serde_json::json!({"name": name, "type": kind})
            })
            .collect();
        let schema = serde_json::json!({ "fields": fields }).to_string();
        let schema = crate::schema::read(schema.as_bytes()).unwrap().schema;
        let found = usual(&schema);
        let names = found.iter().flat_map(|witness| &witness.fields);
        names
            .map(|field| schema.fields[*field].name.clone())
            .collect()
    }

    #[test]
    fn columns_are_known_by_the_labels_that_publishers_give_them() {
        assert_eq!(
            found("nom com_cp com_insee com_nom geo_point_2d"),
            ["com_insee", "com_cp", "com_nom", "geo_point_2d"]
        );
        assert_eq!(
            found("Ville Code%20Postal Code-INSEE"),
            ["Code-INSEE", "Ville"]
        );
        assert_eq!(
            found("code_insee_commune:integer coordonneesXY:geopoint consolidated_commune"),
            ["code_insee_commune", "coordonneesXY"]
        );
    }

    #[test]
    fn a_part_of_a_label_means_nothing() {
        assert_eq!(
            found("insee_demandeur ville_demandeur cp_siege x:number commune:boolean geo_point"),
            [""; 0]
        );
    }

    #[test]
    fn one_position_is_taken_the_one_that_costs_least() {
        assert_eq!(
            found("geo_shape:geojson Ylat:number Xlong:number geo_point_2d"),
            ["geo_point_2d"]
        );
        assert_eq!(
            found("geo_shape:geojson Ylat:number Xlong:number"),
            ["Xlong", "Ylat"]
        );
        assert_eq!(found("geo_shape:geojson Xlong:number"), ["geo_shape"]);
    }

    #[test]
    fn a_field_that_a_check_of_codes_looks_at_holds_codes() {
        let schema = r#"{"fields": [{"name": "insee"}, {"name": "lieu", "customCheck": "code-commune-insee"}]}"#;
        let schema = crate::schema::read(schema.as_bytes()).unwrap().schema;
        let expected = Witness {
            kind: Kind::Insee,
            fields: vec![1],
        };
        assert_eq!(usual(&schema), [expected]);
    }
}
