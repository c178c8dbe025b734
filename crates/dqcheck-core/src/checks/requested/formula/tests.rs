use proptest::prelude::*;

use super::super::exact;
use super::*;

const NAMES: [&str; 5] = ["a", "b", "c", "vide", "année"];

/// What a formula comes to where a is 7, b is 0.1, c is `Été 92`, vide is None and année is 2024.
fn value(formula: &str) -> Result<Value<'static>, String> {
    let mut column = |name: &str| NAMES.iter().position(|known| *known == name);
    let node = read(formula, &mut column).map_err(|why| format!("{why:?}"))?;
    let number = |text| Value::Number(exact::parse(text).expect("a number"));
    let cell = |column: usize| {
        Ok(match NAMES[column] {
            "a" => number("7"),
            "b" => number("0.1"),
            "c" => Value::Text("Été 92".into()),
            "année" => number("2024"),
            _ => Value::None,
        })
    };
    match node.reckon(&cell) {
        Ok(Value::Text(text)) => Ok(Value::Text(text.into_owned().into())),
        Ok(Value::Number(number)) => Ok(Value::Number(number)),
        Ok(other) => Ok(Value::Bool(other.is_true())),
        Err(Failed) => Err("no value".to_owned()),
    }
}

fn holds(formula: &str) -> bool {
    matches!(value(formula), Ok(Value::Bool(true)))
}

#[test]
fn formulas_are_reckoned_as_in_python_and_exactly() {
    for formula in [
        "a == 7 and b == 0.1 and année >= 2000",
        "0.1 + 0.2 == 0.3",
        "b * 3 == 0.3",
        "a / 3 * 3 == a",
        "1 + 2 * 3 == 7",
        "-a + 8 == 1",
        "2 ** 10 == 1024 and 2 ** -1 == 0.5",
        "7 // 2 == 3 and -7 // 2 == -4 and -7 % 3 == 2",
        "5 < a <= 7 != 8",
        "not a < 5",
        "a in [6, 7] and a not in (1, 2)",
        "'92' in c and 'x' not in c",
        "c[:3] == 'Été' and c[-2:] == \"92\" and c[0] == 'É' and c[-1] == '2'",
        "c.lower() == 'été 92' and c.startswith('Été') and c.endswith('92')",
        "c.replace(' ', '').upper() == 'ÉTÉ92' and ' x '.strip() == 'x'",
        "int(c[-2:]) == 92 and float('1.5') == 1.5 and str(a) + 'x' == '7x'",
        "int(7.9) == 7 and int(-7.9) == -7",
        "vide is None and a is not None and vide == None",
        "(1 if a > 5 else 2) == 1",
        "vide is None or vide > 3",
        "True == 1 and False != 1",
        "1_000 == 1e3",
        "12345678901234567890.12 - 12345678901234567890 == 0.12",
        "[1, 'x'] == (1, 'x')",
        "'a' < 'b' and 'Z' < 'a'",
    ] {
        assert!(holds(formula), "{formula}: {:?}", value(formula));
    }
    for formula in [
        "a > 7",
        "vide",
        "''",
        "0 or []",
        "c == 92",
        "5 < a < 7",
        "'7' == a",
    ] {
        let truth = value(formula).map(|value| value.is_true());
        assert_eq!(truth, Ok(false), "{formula}");
    }
}

#[test]
fn a_formula_has_no_value_where_python_raises_an_exception() {
    for formula in [
        "vide > 3",
        "a + vide > 0",
        "a / 0 == 1",
        "a % 0 == 1",
        "c > 3",
        "c + 1 == 2",
        "a in 7",
        "c[99] == 'x'",
        "a[0] == 1",
        "int('x') == 1",
        "a.lower() == 'x'",
        "a < 'x'",
        "2 ** 0.5 > 1",
        "0 ** -1 > 1",
        "a ** 100000 > 1",
        "c[a / 2] == 'x'",
    ] {
        assert_eq!(value(formula), Err("no value".to_owned()), "{formula}");
    }
}

#[test]
fn a_text_of_too_many_digits_is_no_number() {
    for formula in ["int(a) > 0", "float(a) > 0"] {
        let node = read(formula, &mut |_| Some(0)).expect("a formula");
        let holds = |digits: usize| {
            let digits = "9".repeat(digits);
            let found = node.reckon(&|_| Ok(Value::Text(digits.clone().into())));
            found.map(|value| value.is_true())
        };
        assert_eq!(holds(exact::DIGITS), Ok(true), "{formula}");
        assert_eq!(holds(exact::DIGITS + 1), Err(Failed), "{formula}");
    }
}

#[test]
fn what_formulas_do_not_have_is_told_and_not_passed_over() {
    for (formula, why) in [
        ("a >", "Syntax"),
        ("a > 3)", "Syntax"),
        ("a = 3", "Syntax"),
        ("", "Syntax"),
        ("x := 3", "Syntax"),
        ("[i for i in c]", "Syntax"),
        ("lambda: 3", "Syntax"),
        ("a & 1", "Syntax"),
        ("d > 3", "Name"),
        ("vars()", "Unsupported"),
        ("import(os)", "Name"),
        ("open('/etc/passwd')", "Unsupported"),
        ("c.format(a)", "Unsupported"),
        ("c.__class__", "Unsupported"),
        ("c.strip('x')", "Unsupported"),
        ("c | upper", "Unsupported"),
        ("c is defined", "Unsupported"),
        ("c ~ 'x'", "Unsupported"),
        ("{'a': 1}", "Unsupported"),
        ("}} a", "Unsupported"),
        ("c[::2]", "Unsupported"),
        ("-2 ** 2 == 4", "Unsupported"),
        ("2 ** 3 ** 2 == 512", "Unsupported"),
        ("1 if a", "Unsupported"),
        ("int(x=3)", "Unsupported"),
        ("int(*c)", "Unsupported"),
    ] {
        let told = value(formula).expect_err(formula);
        assert!(told.starts_with(why), "{formula}: {told}");
    }
}

#[test]
fn no_formula_takes_more_than_its_share_of_time_or_memory() {
    let deep = format!("{}a{}", "(".repeat(900), ")".repeat(900));
    let minus = format!("{}a", "-".repeat(1_990));
    let not = format!("{}a", "not ".repeat(490));
    let chain = format!("a{}", "+a".repeat(990));
    let choice = format!("{}a", "a if a else ".repeat(160));
    for formula in [deep, minus, not, chain, choice, "a".repeat(3_000)] {
        let told = value(&formula).expect_err(&formula);
        assert!(
            told.starts_with("TooLong") || told.starts_with("Syntax"),
            "{told}"
        );
    }
    let square = format!("a{}", " * a ** 999".repeat(40));
    assert_eq!(value(&square), Err("no value".to_owned()));
    let mut grown = "c".to_owned();
    for _ in 0..6 {
        grown = format!("{grown}.replace('', 'xxxxxxxxxxxx')");
    }
    assert_eq!(value(&grown), Err("no value".to_owned()));
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_of_formulas_panic(
        formula in "[abcexun 0-9._'\"()\\[\\]+*/%<>=!,:~|{}&@#$?;\\\\\n\\u{e9}\\u{1f600}-]{0,40}", any in ".{0,40}",
    ) {
        let _ = (value(&formula), value(&any));
    }

    #[test]
    fn no_words_make_the_reader_of_formulas_panic(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "a", "b", "c", "vide", "1", "0.5", "'x'", "(", ")", "[", "]", ",", ":", "+", "-", "**", "//", "%", "<",
                "==", "in", "not", "and", "or", "if", "else", "is", "None", ".lower", "int", "{{", "}}", "{%", "%}", "{#",
                "#}", "-", "\\", "'", "\"", "\n", "é", "endraw", "raw", "99999999999999999999999999999999999999999",
            ]),
            0..20,
        ),
    ) {
        let _ = value(&words.join(" "));
    }
}
