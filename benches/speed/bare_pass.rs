//! What dqcheck is measured against: one pass of the `csv` crate that touches every cell and checks nothing. It is a
//! program of its own, since the same loop is up to a tenth faster or slower with other code beside it.

use std::error::Error;
use std::hint::black_box;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("a file is wanted")?;
    let mut reader = csv::Reader::from_path(path)?;
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        for cell in &record {
            black_box(cell.first());
        }
    }
    Ok(())
}
