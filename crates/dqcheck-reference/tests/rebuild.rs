//! The files of `data`, against what `build/build.py` makes of its sources now.
//!
//! It needs Python and the folder into which the builder downloaded:
//! `DQCHECK_REFERENCE_CACHE=folder cargo test -p dqcheck-reference --test rebuild -- --ignored`

use std::io::Read as _;
use std::path::Path;
use std::process::Command;

#[test]
#[ignore = "needs the packages that the builder downloads"]
fn the_builder_makes_the_files_that_are_checked_in() {
    let cache = std::env::var_os("DQCHECK_REFERENCE_CACHE")
        .expect("DQCHECK_REFERENCE_CACHE names a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for table in ["communes", "codes", "contours", "lists"] {
        let mut builder = Command::new("python3");
        builder
            .args(["-B", "build/build.py"])
            .arg(&cache)
            .args(["--print", table]);
        let built = builder.current_dir(root).output().expect("python3 runs");
        assert!(
            built.status.success(),
            "{}",
            String::from_utf8_lossy(&built.stderr)
        );

        let packed = std::fs::read(root.join("data").join(table).with_extension("zst"))
            .expect("is checked in");
        let mut kept = Vec::new();
        let mut rest = &*packed;
        while !rest.is_empty() {
            let mut decoder = ruzstd::decoding::StreamingDecoder::new(&mut rest).expect("zstd");
            decoder.read_to_end(&mut kept).expect("zstd");
        }
        assert!(
            built.stdout == kept,
            "{table}: {} bytes were built, {} are kept",
            built.stdout.len(),
            kept.len()
        );
    }
}

#[test]
fn the_files_stay_small() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let files = std::fs::read_dir(data).expect("a folder");
    let total: u64 = files
        .map(|file| file.expect("a file").metadata().expect("its size").len())
        .sum();
    assert!(
        (1_000_000..=3_000_000).contains(&total),
        "{total} bytes are in the program"
    );
}
