use std::process::ExitCode;

fn main() -> ExitCode {
    dqcheck::cli::main(std::env::args_os().collect())
}
