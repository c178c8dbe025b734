"""Identifiers with keys: 10,000 numbers of each kind, right ones and spoilt ones, as python-stdnum judges them; and
real ones, all of which must pass."""

import collections
import random
import re
import string

import stdnum.exceptions
from stdnum import ean, iban, isbn, iso7064, luhn, numdb
from stdnum.fr import siren, siret

import sources

COUNT = 10_000
LA_POSTE = "356000000"


def compare(folder):
    unexplained = 0
    for kind in KINDS:
        dice = random.Random(f"dqcheck {kind.check}")
        numbers = [spoilt(dice, kind.make(dice)) for _ in range(COUNT)]
        unexplained += hold(folder, kind, numbers)
    return unexplained + hold_real(folder)


def hold(folder, kind, numbers):
    found = sources.judge(folder, kind.check, numbers)
    right, explained, unexplained = 0, collections.Counter(), []
    for index, number in enumerate(numbers):
        reasons = found.get(index, [])
        theirs = kind.is_valid(number)
        right += theirs
        if theirs != (not reasons):
            why = next((why for why, holds in kind.known.items() if holds(number, theirs, reasons)), None)
            if why:
                explained[why] += 1
            else:
                unexplained.append((number, theirs, reasons))
    print(f"{kind.check}: {len(numbers)} numbers, {right} of them right; "
          f"{len(numbers) - explained.total() - len(unexplained)} times the same verdict")
    for why, count in sorted(explained.items()):
        print(f"  {count:5} differ: {why}")
    for number, theirs, reasons in unexplained[:10]:
        print(f"  UNEXPLAINED {number!r}: {kind.oracle} says {theirs}, dqcheck {reasons or 'nothing'}")
    return len(unexplained)


def hold_real(folder):
    """The SIREN of every commune in any vintage, and the UAI of schools."""
    records = [record for year in sources.build.YEARS for record in sources.communes_of(year, folder)]
    sirens = sorted({record["siren"] for record in records if "siren" in record})
    unexplained = hold(folder, Kind("siren", None, siren.is_valid, {}), sirens)
    # No list of SIRET is at hand: those of town halls are made, a SIREN that there is and a number within it.
    sirets = [number + "0001" + luhn.calc_check_digit(number + "0001") for number in sirens]
    unexplained += hold(folder, Kind("siret", None, siret.is_valid, {}), sirets)
    # Nobody else judges these: if each code of this shape that a school has also has its letter, the rule is right.
    is_uai = re.compile(r"[0-9]{7}[A-Z]").fullmatch
    schools = Kind("uai", None, lambda uai: bool(is_uai(uai)), {}, "the shape")
    return unexplained + hold(folder, schools, sources.schools(folder))


class Kind:
    """A check, how a right number is made, who else judges it, and which differences are known."""

    def __init__(self, check, make, is_valid, known, oracle="stdnum"):
        self.check, self.make, self.is_valid, self.known, self.oracle = check, make, is_valid, known, oracle


def digits(dice, count):
    return "".join(dice.choices(string.digits, k=count))


def make_siren(dice):
    head = digits(dice, 8)
    return head + luhn.calc_check_digit(head)


def make_siret(dice):
    if dice.random() < 0.1:
        number = LA_POSTE + digits(dice, 5)
        return number if dice.random() < 0.5 else number[:13] + luhn.calc_check_digit(number[:13])
    head = make_siren(dice) + digits(dice, 4)
    return head + luhn.calc_check_digit(head)


def make_isbn(dice):
    head = dice.choice(["978", "979"]) + digits(dice, 9)
    return head + ean.calc_check_digit(head)


def make_iban(dice):
    country = dice.choice(["FR", "FR", dice.choice(COUNTRIES)])
    shape = numdb.get("iban").info(country)[0][1]["bban"]
    signs = {"n": string.digits, "a": string.ascii_uppercase, "c": string.digits + string.ascii_uppercase}
    account = "".join("".join(dice.choices(signs[kind], k=int(count))) for count, kind in iban._struct_re.findall(shape))
    return country + iban.calc_check_digits(f"{country}00{account}") + account


COUNTRIES = sorted(prefix for _, prefix, *_ in numdb.get("iban").prefixes)


def spoilt(dice, number):
    """The number in one of the ways in which files have it, two in five times untouched."""
    if dice.random() < 0.4:
        return number
    return dice.choice(WAYS)(dice, number)


def one_changed(dice, number):
    at = dice.randrange(len(number))
    signs = string.digits if number[at].isdigit() else string.ascii_uppercase
    return number[:at] + dice.choice(signs.replace(number[at], "")) + number[at + 1:]


def two_changed(dice, number):
    return one_changed(dice, one_changed(dice, number))


def neighbours_swapped(dice, number):
    at = dice.randrange(len(number) - 1)
    return number[:at] + number[at + 1] + number[at] + number[at + 2:]


def two_swapped(dice, number):
    signs = list(number)
    one, other = dice.sample(range(len(number)), 2)
    signs[one], signs[other] = signs[other], signs[one]
    return "".join(signs)


def one_lost(dice, number):
    at = dice.randrange(len(number))
    return number[:at] + number[at + 1:]


def one_more(dice, number):
    at = dice.randrange(len(number) + 1)
    return number[:at] + dice.choice(string.digits) + number[at:]


def letter(dice, number):
    at = dice.randrange(len(number))
    return number[:at] + dice.choice(string.ascii_letters + "é'*") + number[at + 1:]


def look_alikes(_, number):
    return number.replace("0", "O", 1).replace("1", "l", 1)


def in_groups(dice, number):
    size, blank = dice.choice([3, 4, 5]), dice.choice([" ", "\u00a0", "\u202f", ".", "-"])
    return blank.join(number[at:at + size] for at in range(0, len(number), size))


WAYS = [
    one_changed,
    two_changed,
    neighbours_swapped,
    two_swapped,
    one_lost,
    one_more,
    letter,
    look_alikes,
    in_groups,
    lambda _, number: number.lstrip("0") or "0",
    lambda dice, number: "0" * dice.choice([1, 2]) + number[dice.choice([1, 2]):],
    lambda _, number: "0" * len(number),
    lambda dice, number: digits(dice, len(number)),
    lambda _, number: f" {number} ",
    lambda _, number: number.lower(),
    lambda _, number: f"{number}.0",
    lambda _, number: f"{number[0]},{number[1:6]}E+{len(number) - 1}",
    lambda _, number: number.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
    lambda dice, number: dice.choice(["", "x", "N/A ", "n° "]) + number[: dice.randrange(1, len(number))],
]


def bare(number):
    return "".join(sign for sign in number if sign.isalnum()).upper()


def is_fullwidth(number, theirs, reasons):
    return theirs and not number.isascii() and any("\uff10" <= sign <= "\uff19" for sign in number)


def is_isbn(number):
    return isbn.isbn_type(number) == "ISBN13"


def is_iban(number):
    return iban.is_valid(number, check_country=False)


def fails_as(error, number):
    try:
        iban.validate(number, check_country=False)
    except stdnum.exceptions.ValidationError as found:
        return type(found) is error
    return False


FULLWIDTH = "full-width digits, which stdnum takes for ASCII ones; no program that reads a file does"
ZEROS = "nothing but zeros: right by the key, but nobody's number"
KINDS = [
    Kind("siren", make_siren, siren.is_valid, {
        ZEROS: lambda number, theirs, reasons: reasons == ["all-zeros"] and not bare(number).strip("0"),
        FULLWIDTH: is_fullwidth,
    }),
    Kind("siret", make_siret, siret.is_valid, {
        ZEROS: lambda number, theirs, reasons: reasons == ["all-zeros"] and bare(number).startswith(9 * "0"),
        "La Poste: stdnum wants a sum that 5 divides, but for the head office; INSEE, and so dqcheck, takes Luhn too":
            lambda number, theirs, reasons:
                not theirs and bare(number).startswith(LA_POSTE) and luhn.is_valid(bare(number)),
        FULLWIDTH: is_fullwidth,
    }),
    Kind("isbn-13", make_isbn, is_isbn, {
        "9790 is the prefix of printed music (ISMN), not of books":
            lambda number, theirs, reasons: reasons == ["prefix"] and bare(number).startswith("9790"),
        "dots between groups, which dqcheck leaves out as it does blanks and hyphens":
            lambda number, theirs, reasons: not theirs and not reasons and "." in number and is_isbn(bare(number)),
        FULLWIDTH: is_fullwidth,
    }),
    Kind("iban", make_iban, is_iban, {
        "written otherwise (dots, hyphens, small letters): dqcheck says how it should be written":
            lambda number, theirs, reasons: theirs and reasons == ["written-otherwise"],
        "letters where the account of this country has digits, or the other way round: dqcheck leaves that to banks":
            lambda number, theirs, reasons: not reasons and fails_as(stdnum.exceptions.InvalidFormat, number)
                and iso7064.mod_97_10.is_valid(bare(number)[4:] + bare(number)[:4]),
        "a country that uses no IBAN: dqcheck asks for the key and a length from 15 to 34 only":
            lambda number, theirs, reasons: not reasons and fails_as(stdnum.exceptions.InvalidComponent, number),
        "check digits 00, 01 or 99, which are never reckoned: they stand for 97, 98 and 02":
            lambda number, theirs, reasons: theirs and reasons == ["checksum"] and bare(number)[2:4] in ("00", "01", "99"),
        FULLWIDTH: is_fullwidth,
    }),
    Kind("finess", make_siren, lambda number: len(bare(number)) == 9 and luhn.is_valid(bare(number)), {
        ZEROS: lambda number, theirs, reasons: bool(reasons) and not bare(number).strip("0"),
        "written otherwise (blanks, dots, hyphens): dqcheck says how it should be written":
            lambda number, theirs, reasons: theirs and reasons == ["written-otherwise"],
        FULLWIDTH: is_fullwidth,
    }, "stdnum's Luhn, of nine digits"),
]
