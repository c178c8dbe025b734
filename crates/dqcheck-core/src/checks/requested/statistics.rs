//! Averages and deviations. Sums run in the order of the file, so that the result depends on nothing else.

/// How the middle of some numbers is found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Average {
    Mean,
    Median,
    Mode,
}

impl Average {
    pub(super) const NAMES: [(&'static str, Average); 3] = [
        ("mean", Average::Mean),
        ("median", Average::Median),
        ("mode", Average::Mode),
    ];

    /// Of at least one finite number.
    pub(super) fn of(self, values: &[f64]) -> f64 {
        match self {
            Average::Mean => mean(values),
            Average::Median => {
                let sorted = sorted(values);
                let middle = sorted.len() / 2;
                match sorted.len() % 2 {
                    0 => f64::midpoint(sorted[middle - 1], sorted[middle]),
                    _ => sorted[middle],
                }
            }
            Average::Mode => mode(values),
        }
    }
}

/// The standard deviation of a sample of at least two finite numbers.
pub(super) fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares = values.iter().map(|value| (value - mean) * (value - mean));
    (sum(squares) / (values.len() - 1) as f64).sqrt()
}

fn mean(values: &[f64]) -> f64 {
    sum(values.iter().copied()) / values.len() as f64
}

/// A sum that carries what rounding loses (Neumaier).
fn sum(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0);
    for value in values {
        let next = sum + value;
        lost += if sum.abs() >= value.abs() {
            (sum - next) + value
        } else {
            (value - next) + sum
        };
        sum = next;
    }
    sum + lost
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// The number that comes most often; of several the one that comes first.
fn mode(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    let often = |value: &f64| {
        let first = sorted.partition_point(|other| other < value);
        sorted.partition_point(|other| other <= value) - first
    };
    let most = values.iter().map(often).max();
    let found = values.iter().find(|value| Some(often(value)) == most);
    found.copied().unwrap_or_default()
}

/// A number for people: with the decimals that tell something.
pub(super) fn shown(value: f64) -> String {
    let small = value != 0.0 && value.abs() < 0.001;
    let text = match small {
        true => return format!("{value:e}"),
        false => format!("{value:.3}"),
    };
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_are_those_of_the_textbook() {
        let values = [4.0, 1.0, 3.0, 1.0];
        assert_eq!(Average::Mean.of(&values), 2.25);
        assert_eq!(Average::Median.of(&values), 2.0);
        assert_eq!(Average::Median.of(&values[..3]), 3.0);
        assert_eq!(Average::Mode.of(&values), 1.0);
        assert_eq!(Average::Mode.of(&values[..3]), 4.0);
        assert_eq!(
            deviation(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]),
            (32.0_f64 / 7.0).sqrt()
        );
    }

    #[test]
    fn a_sum_loses_nothing_to_large_numbers() {
        assert_eq!(Average::Mean.of(&[1e100, 1.0, -1e100, 1.0]), 0.5);
    }

    #[test]
    fn numbers_are_shown_without_useless_decimals() {
        let texts = [12.0, -0.5, 1234.5678, 0.0, 1e-7].map(shown);
        assert_eq!(texts, ["12", "-0.5", "1234.568", "0", "1e-7"]);
    }
}
