//! Binding: from a schema and the labels of a file to a plan.

use super::{
    CauseDef, Key, Plan, PlanCheck, PlanColumn, PlanFile, PlanRows, STRUCTURE, Source, header,
};
use crate::check::CheckDef;
use crate::checks::constraint::missing_value;
use crate::checks::table::{duplicate_key, duplicate_value};
use crate::checks::{self, Bind, Bound};
use crate::diagnostic::FieldRef;
use crate::message::Args;
use crate::rows::MissingValues;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types;

impl Plan {
    /// Binds a schema to a header. What of the schema cannot be bound is told and left out.
    pub fn bind(schema: &Schema, labels: &[String]) -> (Plan, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut plan = Plan {
            width: labels.len(),
            header: header::compare(schema, labels),
            causes: Vec::new(),
            columns: Vec::new(),
            row_checks: Vec::new(),
            file_checks: Vec::new(),
            keys: Vec::new(),
            missing: vec![MissingValues::new(&schema.missing_values); labels.len()],
        };
        for (check, reason) in STRUCTURE {
            plan.cause(check, reason, None, Args::new(), Source::Structure);
        }
        let bound = plan.bind_columns(schema, labels, &mut faults);
        plan.bind_named(schema, &bound, &mut faults);
        plan.bind_keys(schema, &bound);
        (plan, faults)
    }

    /// The index in `columns` of each field of the schema that the file has.
    fn bind_columns(
        &mut self,
        schema: &Schema,
        labels: &[String],
        faults: &mut Vec<Fault>,
    ) -> Vec<Option<usize>> {
        let positions = header::positions(schema, labels);
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
            let mut column_checks = Vec::new();
            for check in checks::all() {
                let Bind::Constraint(bind) = check.bind else {
                    continue;
                };
                match bind(field, field_type.as_ref()) {
                    Ok(Some(found)) => {
                        faults.extend(found.schema_faults());
                        column_checks.push((check.def, found));
                    }
                    Ok(None) => {}
                    Err(fault) => faults.push(fault),
                }
            }
            if schema.primary_key.contains(&field.name) {
                let required = column_checks
                    .iter()
                    .any(|(def, _)| **def == missing_value::CHECK);
                if !required {
                    column_checks.insert(0, (&missing_value::CHECK, missing_value::of_key()));
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
                field_type,
                type_cause,
                checks: Vec::new(),
            });
            for (def, check) in column_checks {
                self.add_check(column, def, check);
            }
        }
        bound
    }

    fn bind_named(&mut self, schema: &Schema, bound: &[Option<usize>], faults: &mut Vec<Fault>) {
        for request in &schema.rules {
            let Some((def, bind)) = named(request, schema, faults) else {
                continue;
            };
            match bind {
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
            }
        }
    }

    /// A check of a row that the file does not have whole is left out: the header says so.
    fn add_row_check(
        &mut self,
        def: &'static CheckDef,
        fields: &[usize],
        check: Box<dyn checks::RowCheck>,
        bound: &[Option<usize>],
    ) {
        let columns: Option<Vec<usize>> = fields.iter().map(|&field| bound[field]).collect();
        let Some(columns) = columns.filter(|columns| !columns.is_empty()) else {
            return;
        };
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
        check: Box<dyn checks::WholeFile>,
        bound: &[Option<usize>],
    ) {
        let columns: Vec<usize> = fields.iter().filter_map(|&field| bound[field]).collect();
        if columns.is_empty() && !fields.is_empty() {
            return;
        }
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
        if columns.is_empty() || self.keys.iter().any(|key| key.rows) {
            return;
        }
        let cause = self.cause(def, 0, None, Args::new(), Source::Key);
        self.keys.push(Key {
            columns,
            rows: true,
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
        let index_of = |name: &String| schema.fields.iter().position(|field| field.name == *name);
        let columns: Option<Vec<usize>> = schema
            .primary_key
            .iter()
            .map(|name| bound[index_of(name)?])
            .collect();
        if let Some(columns) = columns.filter(|columns| !columns.is_empty()) {
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
    }

    /// A value that is both unique and the key is looked up once.
    fn add_key(&mut self, columns: Vec<usize>, cause: u32) {
        let same = |key: &&mut Key| key.columns == columns && !key.rows;
        match self.keys.iter_mut().find(same) {
            Some(key) => key.causes.push(cause),
            None => self.keys.push(Key {
                columns,
                rows: false,
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

/// What is wrong with requests beside a schema, which is only known together with it.
pub fn faults_of(requests: &[RuleRequest], schema: &Schema) -> Vec<Fault> {
    let mut faults = Vec::new();
    for request in requests {
        named(request, schema, &mut faults);
    }
    faults
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
    Some((def, bound.ok()?))
}
