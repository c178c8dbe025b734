//! "Did you mean": the known name that somebody probably wanted to write.

/// The candidate nearest to `name`, if one is near enough to be meant.
pub(crate) fn closest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted = name.trim().to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            let known = candidate.to_lowercase();
            let score = if wanted.chars().count() >= 4 && known.starts_with(&wanted) {
                1.0
            } else {
                strsim::normalized_damerau_levenshtein(&wanted, &known)
            };
            (score, candidate)
        })
        .filter(|(score, _)| *score >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_slip_of_the_keyboard_is_understood() {
        assert_eq!(closest("shcema", ["name", "schema"]), Some("schema"));
        assert_eq!(
            closest("DAE-boul", ["dae-boulogne", "zones"]),
            Some("dae-boulogne")
        );
    }

    #[test]
    fn something_else_altogether_suggests_nothing() {
        assert_eq!(closest("banana", ["name", "schema"]), None);
        assert_eq!(closest("", ["name"]), None);
    }
}
