//! The command line as data: each file in `tests/cmd` holds commands and what they print.
//! `TRYCMD=overwrite cargo test --test cmd` writes what they print now.

#[test]
fn the_command_line_prints_what_the_cases_say() {
    trycmd::TestCases::new()
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.trycmd")
        .case("tests/cmd/*.toml");
}
