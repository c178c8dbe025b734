//! `commune` of a dataset, in the `dqcheck` key of its schema or beside the schema: a request for the check that looks
//! for rows of other communes.

use serde_json::{Map, Value};

use super::faults::unusable_commune;
use super::{Fault, RuleRequest, Schema};

/// The id of the check, and the name of its setting.
const CHECK: &str = "out-of-commune";
const COMMUNE: &str = "commune";

impl RuleRequest {
    /// What `commune = "92012"` asks for, which stands at `pointer`.
    pub fn of_commune(code: &str, pointer: &str) -> RuleRequest {
        RuleRequest {
            name: CHECK.to_owned(),
            params: Map::from_iter([(COMMUNE.to_owned(), Value::from(code))]),
            pointer: pointer.to_owned(),
            places: vec![(COMMUNE.to_owned(), pointer.to_owned())],
            ..RuleRequest::default()
        }
    }

    /// The commune that the request is about, if it is about one.
    fn commune(&self) -> Option<&str> {
        let commune = self.params.get(COMMUNE).and_then(Value::as_str);
        commune.filter(|_| self.name == CHECK)
    }
}

impl Schema {
    /// Adds what `dqcheck.commune` of the schema asks for.
    pub(super) fn ask_for_commune(&mut self, object: &Map<String, Value>, faults: &mut Vec<Fault>) {
        let own = object.get("dqcheck").and_then(|own| own.get(COMMUNE));
        if let Some(code) = own.and_then(Value::as_str) {
            faults.extend(self.ask(RuleRequest::of_commune(code, "/dqcheck/commune")));
        }
    }

    /// Adds a request to the rules. A dataset is of one commune: the same one that is named again is not looked for
    /// twice, and of two the one that is added now counts, with a fault that tells of the other.
    pub fn ask(&mut self, request: RuleRequest) -> Option<Fault> {
        let Some(commune) = request.commune() else {
            self.rules.push(request);
            return None;
        };
        let other = self.rules.iter().filter_map(RuleRequest::commune);
        let mut others = other.filter(|other| *other != commune);
        let fault = others.next().map(|other| {
            unusable_commune::fault(&request, unusable_commune::TWO)
                .with("commune", commune)
                .with("other", other)
        });
        // One that says which columns to look at says more than a commune alone.
        let is_bare = request.params.len() == 1;
        let is_known = self
            .rules
            .iter()
            .any(|rule| rule.commune() == Some(commune));
        if is_bare && is_known && fault.is_none() {
            return None;
        }
        self.rules.retain(|rule| match rule.commune() {
            Some(other) => other == commune && rule.params.len() > 1,
            None => true,
        });
        self.rules.push(request);
        fault
    }
}
