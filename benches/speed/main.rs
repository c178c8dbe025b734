//! How fast dqcheck checks files with the whole of their schemas, beside one bare pass of the `csv` crate: permits,
//! clean and with defects, and the wide rows of defibrillators. And what the rules that know France add to the price of
//! the permits.
//!
//! `cargo bench --features bench --bench speed -- [--rows N] [--rounds N] [--out DIR]`. Seconds differ from machine to machine: what
//! counts are the ratios, all taken in one run with the commands in turn. No time makes the bench fail; a command that
//! fails, a wrong verdict, a wrong number of findings or a report that depends on the threads does.
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod defibrillators;
mod dice;
mod measure;
mod permits;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use measure::{Cost, run};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How many findings of a check in a field are due.
type Due = BTreeMap<(String, String), u64>;

fn main() -> Outcome<()> {
    let options = Options::parse(std::env::args().skip(1))?;
    fs::create_dir_all(&options.out)?;
    let files = [
        Data::permits(&options, "clean", options.rows, false)?,
        Data::permits(&options, "bad", options.rows, true)?,
        Data::defibrillators(&options, "wide", options.rows / 4)?,
    ];
    let small = Data::permits(&options, "small", 100, false)?;
    let rules = Data::rules(&options)?;

    let costs = measure_in_turn(&files, options.rounds)?;
    print_table(&files, &costs, &options);
    print_targets(&files, &costs, options.rows);
    let smalls = (0..=20).map(|_| run(&mut small.check(None), 0));
    let smalls = smalls.skip(1).collect::<Outcome<Vec<Cost>>>()?;
    let wall = 1000.0 * Cost::median(&smalls).wall;
    print_target("100 rows: wall, ms", wall, 10.0);
    print_price_of_rules(&rules, options.rounds)?;

    for data in files.iter().chain(&rules) {
        data.verify()?;
    }
    println!(
        "\nThe report is the same, byte for byte, with 1, 2 and 5 threads, and counts every planted defect."
    );
    Ok(())
}

struct Options {
    rows: u64,
    rounds: usize,
    out: PathBuf,
}

impl Options {
    fn parse(mut args: impl Iterator<Item = String>) -> Outcome<Options> {
        let mut options = Options {
            rows: 1_000_000,
            rounds: 5,
            out: Path::new(env!("CARGO_TARGET_TMPDIR")).join("speed"),
        };
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or(format!("{arg} wants a value"));
            match arg.as_str() {
                "--rows" => options.rows = value()?.parse()?,
                "--rounds" => options.rounds = value()?.parse::<usize>()?.max(1),
                "--out" => options.out = value()?.into(),
                // What `cargo bench` says to every bench.
                "--bench" => {}
                _ => return Err(format!("{arg} is no option").into()),
            }
        }
        Ok(options)
    }
}

/// A file to check, and what is to be found in it.
struct Data {
    name: &'static str,
    path: PathBuf,
    schema: PathBuf,
    due: Due,
}

/// A schema that stands beside this file.
fn schema(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/speed");
    folder.join(name).with_extension("schema.json")
}

impl Data {
    fn permits(options: &Options, name: &'static str, rows: u64, defects: bool) -> Outcome<Data> {
        let path = options.out.join(name).with_extension("csv");
        let due = permits::write(&path, rows, defects)?;
        Ok(Data {
            name,
            path,
            schema: schema("permits"),
            due,
        })
    }

    /// One file of permits, to be checked by its schema with no rule, and with [`permits::RULES`].
    fn rules(options: &Options) -> Outcome<[Data; 2]> {
        let path = options.out.join("rules.csv");
        let due = permits::write_in_place(&path, options.rows)?;
        let mut descriptor: serde_json::Value =
            serde_json::from_slice(&fs::read(schema("permits"))?)?;
        let mut ruled = |name: &'static str, rules: &[&str]| {
            let rules = rules.iter().map(|rule| serde_json::from_str(rule));
            let rules: Vec<serde_json::Value> = rules.collect::<Result<_, _>>()?;
            descriptor["custom_checks"] = rules.into();
            let schema = options.out.join(name).with_extension("schema.json");
            fs::write(&schema, descriptor.to_string())?;
            let (path, due) = (path.clone(), due.clone());
            Outcome::Ok(Data {
                name,
                path,
                schema,
                due,
            })
        };
        Ok([ruled("without", &[])?, ruled("with", permits::RULES)?])
    }

    fn defibrillators(options: &Options, name: &'static str, rows: u64) -> Outcome<Data> {
        let path = options.out.join(name).with_extension("csv");
        defibrillators::write(&path, rows)?;
        Ok(Data {
            name,
            path,
            schema: schema("defibrillators"),
            due: Due::new(),
        })
    }

    fn code(&self) -> i32 {
        i32::from(!self.due.is_empty())
    }

    fn bare(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bare-pass"));
        command.arg(&self.path);
        command
    }

    fn report(&self, threads: Option<u32>) -> PathBuf {
        let end = threads.map_or("json".to_owned(), |threads| format!("{threads}.json"));
        self.path.with_file_name(self.name).with_extension(end)
    }

    fn check(&self, threads: Option<u32>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dqcheck"));
        command
            .arg(&self.path)
            .arg("--schema")
            .arg(&self.schema)
            .args(["--format", "json", "--output"])
            .arg(self.report(threads));
        if let Some(threads) = threads {
            command.args(["--threads", &threads.to_string()]);
        }
        command
    }

    /// Holds the report against what was planted, and against that of other numbers of threads.
    fn verify(&self) -> Outcome<()> {
        let mut reports = Vec::new();
        for threads in [1, 2, 5] {
            run(&mut self.check(Some(threads)), self.code())?;
            reports.push(fs::read(self.report(Some(threads)))?);
        }
        if reports.iter().any(|report| *report != reports[0]) {
            return Err(format!("{}: the report depends on the threads", self.name).into());
        }
        let found = found(&serde_json::from_slice(&reports[0])?);
        if found != self.due {
            let (name, due) = (self.name, &self.due);
            return Err(format!("{name}: due were {due:#?}\nfound were {found:#?}").into());
        }
        Ok(())
    }
}

/// How many findings of a check in a field a report has.
fn found(report: &serde_json::Value) -> Due {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut found = BTreeMap::new();
    let causes = report["files"][0]["causes"].as_array();
    for cause in causes.into_iter().flatten() {
        let key = (text(&cause["check"]), text(&cause["field"]["name"]));
        *found.entry(key).or_default() += cause["count"].as_u64().unwrap_or_default();
    }
    found
}

const TOOLS: [&str; 3] = ["csv crate, bare", "dqcheck, 1 thread", "dqcheck, 2 threads"];

/// For each file, what each tool costs.
type Costs = Vec<[Cost; TOOLS.len()]>;

/// Runs all commands in turn, round after round; the first round only warms up.
fn measure_in_turn(files: &[Data], rounds: usize) -> Outcome<Costs> {
    let mut costs = vec![[const { Vec::new() }; TOOLS.len()]; files.len()];
    for round in 0..=rounds {
        for (data, costs) in files.iter().zip(&mut costs) {
            let commands = [
                (data.bare(), 0),
                (data.check(Some(1)), data.code()),
                (data.check(Some(2)), data.code()),
            ];
            for ((mut command, code), costs) in commands.into_iter().zip(costs) {
                let cost = run(&mut command, code)?;
                if round > 0 {
                    costs.push(cost);
                }
            }
        }
    }
    let medians = costs
        .iter()
        .map(|costs| costs.each_ref().map(|costs| Cost::median(costs)));
    Ok(medians.collect())
}

fn print_table(files: &[Data], costs: &Costs, options: &Options) {
    println!(
        "{} rows of 18 columns, in the bad file one in a hundred with a defect; wide: {} rows of 46 columns;\n\
         medians of {} rounds\n",
        options.rows,
        options.rows / 4,
        options.rounds
    );
    println!("| file  | tool               |  CPU s | ratio | wall s | ratio | peak MiB |");
    println!("|-------|--------------------|-------:|------:|-------:|------:|---------:|");
    for (data, costs) in files.iter().zip(costs) {
        for (tool, cost) in TOOLS.iter().zip(costs) {
            let Cost { cpu, wall, peak } = *cost;
            println!(
                "| {:5} | {tool:18} | {cpu:6.3} | {:5.2} | {wall:6.3} | {:5.2} | {peak:8.1} |",
                data.name,
                cpu / costs[0].cpu,
                wall / costs[0].wall,
            );
        }
    }
}

fn print_targets(files: &[Data], costs: &Costs, rows: u64) {
    println!("\nTargets, set for 1,000,000 rows of permits (memory: 5,000,000 rows too)");
    let memory = if rows > 1_000_000 { 96.0 } else { 32.0 };
    for (data, [bare, one, two]) in files
        .iter()
        .zip(costs)
        .filter(|(data, _)| data.schema == schema("permits"))
    {
        let print = |what, figure, most| {
            print_target(&format!("{}: {what}", data.name), figure, most);
        };
        print("CPU of 1 thread, ratio", one.cpu / bare.cpu, 0.90);
        print("wall of 2 threads, ratio", two.wall / bare.wall, 0.50);
        print("peak memory, MiB", one.peak.max(two.peak), memory);
    }
}

/// The same file with the rules and without, in turn.
fn print_price_of_rules(rules: &[Data; 2], rounds: usize) -> Outcome<()> {
    let mut costs = [const { Vec::new() }; 2];
    for round in 0..=rounds {
        for (data, costs) in rules.iter().zip(&mut costs) {
            let cost = run(&mut data.check(Some(1)), data.code())?;
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    let [without, with] = costs.map(|costs| Cost::median(&costs).cpu);
    println!(
        "\nPermits that lie in their communes: CPU s of 1 thread {without:.3} without rules, {with:.3} with"
    );
    for rule in permits::RULES {
        println!("  {rule}");
    }
    print_target("rules: CPU of 1 thread, ratio", with / without, 1.25);
    Ok(())
}

fn print_target(what: &str, figure: f64, most: f64) {
    let verdict = if figure <= most { "met" } else { "not met" };
    println!("{what:36} {figure:6.2} (at most {most:5.2}): {verdict}");
}
