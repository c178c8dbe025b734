//! What the READMEs show is what the program prints, and the configurations in them and in `docs` can be used.
//! `UPDATE=1 cargo test --test readme` writes what the program prints now.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

const READMES: [&str; 2] = ["README.md", "README.fr.md"];

#[test]
fn every_command_in_a_readme_prints_what_stands_under_it() {
    for name in READMES {
        let path = root().join(name);
        let text = fs::read_to_string(&path).expect("it is part of the project");
        let today = with_output_of_today(&text);
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, &today).expect("it can be written");
            continue;
        }
        assert!(text.contains("\n$ dqcheck "), "{name} shows no command");
        assert_eq!(text, today, "{name}: run this test once with UPDATE=1");
    }
}

#[test]
fn the_configurations_that_are_shown_can_be_used() {
    let mut shown = vec![read("docs/config/dqcheck.toml")];
    for name in READMES {
        let readme = read(name);
        let blocks = readme.split("\n```toml\n").skip(1);
        shown.extend(blocks.map(|block| block.split("\n```").next().unwrap_or("").to_owned()));
    }
    assert_eq!(shown.len(), 3);
    for text in shown {
        let config = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dqcheck.toml");
        fs::write(&config, &text).expect("it can be written");
        let config = format!("--config={}", config.display());
        let output = dqcheck(&["docs/sample/bibliotheques.csv", "-q", &config]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}\n{text}");
    }
}

/// The text, with the output of each command in place of the lines down to the end of its block.
fn with_output_of_today(text: &str) -> String {
    let mut today = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        today.push_str(line);
        today.push('\n');
        if let Some(arguments) = line.strip_prefix("$ dqcheck ") {
            let arguments: Vec<&str> = arguments.split(' ').collect();
            let output = String::from_utf8(dqcheck(&arguments).stdout).expect("UTF-8");
            today.push_str(output.trim_end());
            today.push_str("\n```\n");
            lines.find(|line| *line == "```").expect("the block ends");
        }
    }
    today
}

fn dqcheck(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dqcheck"))
        .args(arguments)
        .current_dir(root())
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the program runs")
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect("it is part of the project")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
