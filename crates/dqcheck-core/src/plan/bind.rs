//! Binding: from a schema and the labels of a file to a plan.

use std::borrow::Cow;
use std::collections::HashMap;

use super::header::Header;
use super::{
    Binding, CauseDef, Compared, Key, Plan, PlanCheck, PlanColumn, PlanFile, PlanRows, Reference,
    STRUCTURE, Source, Throughout,
};
use crate::check::CheckDef;
use crate::checks::constraint::{Constraints, missing_value};
use crate::checks::table::{
    duplicate_combination, duplicate_key, duplicate_value, foreign_key, missing_key,
};
use crate::checks::{self, Bind, Bound};
use crate::diagnostic::FieldRef;
use crate::message::Args;
use crate::rows::MissingValues;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::{self, iso_date};

impl Plan {
    /// Binds a schema to a header. What of the schema cannot be bound is told and left out.
    pub fn bind(schema: &Schema, labels: &[String], binding: &Binding) -> (Plan, Vec<Fault>) {
        let mut faults = Vec::new();
        let header = Header::new(schema, labels, binding);
        let mut plan = Plan {
            width: header.width(),
            header: header.findings(),
            causes: Vec::new(),
            columns: Vec::new(),
            row_checks: Vec::new(),
            file_checks: Vec::new(),
            keys: Vec::new(),
            references: Vec::new(),
            throughout: Vec::new(),
            wanted: None,
            missing: vec![MissingValues::new(&schema.missing_values); header.width()],
        };
        for (check, reason) in STRUCTURE {
            plan.cause(check, reason, None, Args::new(), Source::Structure);
        }
        let bound = plan.bind_columns(schema, &header.positions, &mut faults);
        plan.bind_named(schema, &bound, binding.today, &mut faults);
        plan.bind_keys(schema, &bound);
        plan.bind_references(schema, &bound);
        (plan, faults)
    }

    /// The index in `columns` of each field of the schema that the file has.
    fn bind_columns(
        &mut self,
        schema: &Schema,
        positions: &[Option<usize>],
        faults: &mut Vec<Fault>,
    ) -> Vec<Option<usize>> {
        let mut bound = vec![None; schema.fields.len()];
        for (index, field) in schema.fields.iter().enumerate() {
            // A field that the file lacks is bound all the same, so that its faults are told whatever the file.
            // An unknown type is told when the schema is read.
            let known = types::find(&field.type_name);
            let field_type = known.map_or_else(|| Ok(types::any()), |known| (known.bind)(field));
            let field_type = field_type.unwrap_or_else(|fault| {
                faults.push(fault);
                types::any()
            });
            let constraints = Constraints::of(field, field_type.as_ref());
            let mut column_checks = constraints.checks;
            faults.extend(constraints.schema_faults);
            if schema.primary_key.contains(&field.name) {
                let required = column_checks
                    .iter()
                    .any(|(def, _)| **def == missing_value::CHECK);
                if !required {
                    column_checks.insert(0, (&missing_key::CHECK, missing_value::of_key()));
                }
            }
            let Some(position) = positions[index] else {
                continue;
            };
            if let Some(values) = &field.missing_values {
                self.missing[position] = MissingValues::new(values);
            }
            let column = self.columns.len();
            bound[index] = Some(column);
            let required = field.is_required();
            let field = FieldRef {
                name: field.name.clone(),
                number: position + 1,
            };
            let source = Source::Type { column };
            let type_cause = self.causes_of(
                field_type.def(),
                Some(&field),
                &field_type.constants(),
                source,
            );
            self.columns.push(PlanColumn {
                position,
                field,
                required,
                key: false,
                kind: types::kind(known),
                field_type,
                type_cause,
                checks: Vec::new(),
            });
            self.throughout
                .extend(Throughout::of(&self.columns[column]));
            for (def, check) in column_checks {
                self.add_check(column, def, check);
            }
        }
        bound
    }

    fn bind_named(
        &mut self,
        schema: &Schema,
        bound: &[Option<usize>],
        today: Option<i64>,
        faults: &mut Vec<Fault>,
    ) {
        for request in &schema.rules {
            if let Some((def, check)) = named(&on(today, request), schema, faults) {
                self.add_named(def, check, bound);
            }
        }
    }

    fn add_named(&mut self, def: &'static CheckDef, found: Bound, bound: &[Option<usize>]) {
        match found {
            Bound::Column { field, check } => {
                if let Some(column) = bound[field] {
                    self.add_check(column, def, check);
                }
            }
            Bound::Columns(checks) => {
                for (field, check) in checks {
                    if let Some(column) = bound[field] {
                        self.add_check(column, def, check);
                    }
                }
            }
            Bound::Rows { fields, check } => self.add_row_check(def, &fields, check, bound),
            Bound::File { fields, check } => self.add_file_check(def, &fields, check, bound),
            Bound::Unlike => self.add_row_key(def),
            Bound::NotAlike { fields } => self.add_likeness_key(def, &fields, bound),
            Bound::With {
                own,
                def: other,
                others,
            } => {
                self.add_named(def, *own, bound);
                self.add_named(other, *others, bound);
            }
        }
    }

    /// A check of a row that the file does not have whole is left out, unless it knows what to do: the header says so.
    fn add_row_check(
        &mut self,
        def: &'static CheckDef,
        fields: &[usize],
        check: Box<dyn checks::RowCheck>,
        bound: &[Option<usize>],
    ) {
        let columns: Vec<usize> = fields.iter().filter_map(|&field| bound[field]).collect();
        if columns.is_empty() || (check.needs_all() && columns.len() < fields.len()) {
            return;
        }
        let field = self.columns[columns[0]].field.clone();
        let source = Source::Rows {
            check: self.row_checks.len(),
        };
        let cause = self.causes_of(def, Some(&field), &check.constants(), source);
        self.row_checks.push(PlanRows {
            check,
            columns,
            cause,
        });
    }

    /// A check that looks at fields of which the file has none is left out: the header says so.
    fn add_file_check(
        &mut self,
        def: &'static CheckDef,
        fields: &[usize],
        mut check: Box<dyn checks::WholeFile>,
        bound: &[Option<usize>],
    ) {
        let columns: Vec<usize> = fields.iter().filter_map(|&field| bound[field]).collect();
        if columns.is_empty() && !fields.is_empty() {
            return;
        }
        let has: Vec<bool> = fields.iter().map(|&field| bound[field].is_some()).collect();
        check.meet(&has);
        let field = match columns[..] {
            [column] => Some(self.columns[column].field.clone()),
            _ => None,
        };
        let cause = self.causes_of(def, field.as_ref(), &check.constants(), Source::File);
        self.file_checks.push(PlanFile {
            check,
            columns,
            cause,
        });
    }

    /// All columns together are a key, in which no value is a value too.
    fn add_row_key(&mut self, def: &'static CheckDef) {
        let columns: Vec<usize> = (0..self.columns.len()).collect();
        let rows = |key: &Key| key.compared == Compared::Rows;
        if columns.is_empty() || self.keys.iter().any(rows) {
            return;
        }
        let cause = self.cause(def, 0, None, Args::new(), Source::Key);
        self.keys.push(Key {
            columns,
            compared: Compared::Rows,
            causes: vec![cause],
        });
    }

    /// The columns together are a key, whose texts are the same however they are written.
    fn add_likeness_key(
        &mut self,
        def: &'static CheckDef,
        fields: &[usize],
        bound: &[Option<usize>],
    ) {
        let columns: Vec<usize> = fields.iter().filter_map(|&field| bound[field]).collect();
        if columns.is_empty() {
            return;
        }
        let cause = self.cause(def, 0, None, Args::new(), Source::Key);
        self.keys.push(Key {
            columns,
            compared: Compared::Likeness,
            causes: vec![cause],
        });
    }

    fn bind_keys(&mut self, schema: &Schema, bound: &[Option<usize>]) {
        for (index, field) in schema.fields.iter().enumerate() {
            let unique = field
                .constraints
                .get("unique")
                .and_then(serde_json::Value::as_bool)
                == Some(true);
            if let (true, Some(column)) = (unique, bound[index]) {
                let field = self.columns[column].field.clone();
                let cause = self.cause(
                    &duplicate_value::CHECK,
                    duplicate_value::DUPLICATE,
                    Some(&field),
                    Args::new(),
                    Source::Key,
                );
                self.add_key(vec![column], cause);
            }
        }
        let by_name = by_name(schema, bound);
        if let Some(columns) = columns_of(&schema.primary_key, &by_name) {
            for &column in &columns {
                self.columns[column].key = true;
            }
            let field = self.columns[columns[0]].field.clone();
            let cause = self.cause(
                &duplicate_key::CHECK,
                duplicate_key::DUPLICATE,
                Some(&field),
                Args::new(),
                Source::Key,
            );
            self.add_key(columns, cause);
        }
        for key in &schema.unique_keys {
            let Some(columns) = columns_of(key, &by_name) else {
                continue;
            };
            let reason = match columns.len() {
                1 => duplicate_combination::VALUE,
                _ => duplicate_combination::COMBINATION,
            };
            let cause = self.cause(
                &duplicate_combination::CHECK,
                reason,
                None,
                Args::new().with("fields", key.clone()),
                Source::Key,
            );
            self.add_key(columns, cause);
        }
    }

    fn bind_references(&mut self, schema: &Schema, bound: &[Option<usize>]) {
        let by_name = by_name(schema, bound);
        for key in &schema.foreign_keys {
            let Some(columns) = columns_of(&key.fields, &by_name) else {
                continue;
            };
            let field = self.columns[columns[0]].field.clone();
            let args = Args::new()
                .with("fields", key.fields.clone())
                .with("reference", key.reference.clone());
            let args = match &key.resource {
                Some(resource) => args.with("resource", resource.as_str()),
                None => args,
            };
            let cause = self.causes_of(&foreign_key::CHECK, Some(&field), &args, Source::Key);
            self.references
                .push(Reference::new(key.clone(), columns, cause));
        }
    }

    /// A value that is both unique and the key is looked up once.
    fn add_key(&mut self, columns: Vec<usize>, cause: u32) {
        let same = |key: &&mut Key| key.columns == columns && key.compared == Compared::Values;
        match self.keys.iter_mut().find(same) {
            Some(key) => key.causes.push(cause),
            None => self.keys.push(Key {
                columns,
                compared: Compared::Values,
                causes: vec![cause],
            }),
        }
    }

    fn add_check(
        &mut self,
        column: usize,
        def: &'static CheckDef,
        check: Box<dyn checks::ColumnCheck>,
    ) {
        let field = self.columns[column].field.clone();
        let source = Source::Check {
            column,
            check: self.columns[column].checks.len(),
        };
        let cause = self.causes_of(def, Some(&field), &check.constants(), source);
        self.columns[column].checks.push(PlanCheck { check, cause });
    }

    /// One cause for each reason of a check; the index of the first.
    fn causes_of(
        &mut self,
        check: &'static CheckDef,
        field: Option<&FieldRef>,
        args: &Args,
        source: Source,
    ) -> u32 {
        let first = self.causes.len() as u32;
        for reason in 0..check.reasons.len() {
            self.cause(check, reason, field, args.clone(), source);
        }
        first
    }

    fn cause(
        &mut self,
        check: &'static CheckDef,
        reason: usize,
        field: Option<&FieldRef>,
        args: Args,
        source: Source,
    ) -> u32 {
        let severity = check.severity;
        self.causes.push(CauseDef {
            check,
            reason,
            severity,
            field: field.cloned(),
            args,
            source,
        });
        self.causes.len() as u32 - 1
    }
}

/// The column of the plan in which each field stands that the file has. Of several fields of a name the first counts.
fn by_name<'a>(schema: &'a Schema, bound: &[Option<usize>]) -> HashMap<&'a str, Option<usize>> {
    let fields = schema.fields.iter().zip(bound).rev();
    fields
        .map(|(field, &column)| (field.name.as_str(), column))
        .collect()
}

/// The columns in which the fields of a key stand; `None` where there is none, or one is not in the file.
fn columns_of(key: &[String], columns: &HashMap<&str, Option<usize>>) -> Option<Vec<usize>> {
    let found = key.iter().map(|name| *columns.get(name.as_str())?);
    let found: Option<Vec<usize>> = found.collect();
    found.filter(|columns| !columns.is_empty())
}

/// What is wrong with requests beside a schema, which is only known together with it.
pub fn faults_of(requests: &[RuleRequest], schema: &Schema) -> Vec<Fault> {
    let mut faults = Vec::new();
    for request in requests {
        named(request, schema, &mut faults);
    }
    faults
}

/// The request, told what day it is if its check has use for that.
fn on(today: Option<i64>, request: &RuleRequest) -> Cow<'_, RuleRequest> {
    const TODAY: &str = "today";
    let has_use = |def: &CheckDef| {
        def.is_called(&request.name) && def.params.iter().any(|param| param.name == TODAY)
    };
    match today {
        Some(day) if !request.params.contains_key(TODAY) && checks::requestable().any(has_use) => {
            let mut request = request.clone();
            request
                .params
                .insert(TODAY.to_owned(), iso_date(day).into());
            Cow::Owned(request)
        }
        _ => Cow::Borrowed(request),
    }
}

/// The check that a request means, bound to the fields of the schema.
fn named(
    request: &RuleRequest,
    schema: &Schema,
    faults: &mut Vec<Fault>,
) -> Option<(&'static CheckDef, Bound)> {
    let found = checks::all().find(|check| check.def.is_called(&request.name));
    let Some((def, Bind::Named(bind))) = found.map(|check| (check.def, &check.bind)) else {
        faults.push(request.unknown(checks::requestable().flat_map(CheckDef::names)));
        return None;
    };
    let params = def.params.iter().map(|param| param.name);
    let mut unknown: Vec<Fault> = request.unknown_params(params).collect();
    let bound = bind(request, schema).map_err(|fault| {
        // A setting that is missing since it is misspelt is told as that.
        unknown.retain(|unknown| unknown.pointer != fault.pointer);
        unknown.push(fault);
    });
    faults.append(&mut unknown);
    let bound = bound.ok()?;
    if let Bound::Rows { check, .. } = &bound {
        faults.extend(check.schema_faults());
    }
    Some((def, bound))
}
