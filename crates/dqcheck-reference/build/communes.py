"""The table of communes: what the Code officiel géographique of each year says, as lines of text.

A line is a record, its first field says of what; fields are separated by tabs, lists by spaces. `vintages` is the
first and the last digit of the years in which the record held: `36` is 2023 to 2026.

    R code name                                                           a region
    D code name region                                                    a department, or what stands for one overseas
    E siren kind name vintages                                            an EPCI (CC, CA, CU, METRO, MET69) or EPT
    C code name postal-codes epci ept parent vintages                     a commune; an arrondissement has a parent
    F code successor name                                                 a code that is no commune's in the last year

A commune that changes (its name, its postal codes, its EPCI) has a line for each run of years.
"""

from contours import unsigned

CURRENT = ("commune-actuelle", "arrondissement-municipal")
CORSICA = {"2A": "100", "2B": "101"}


def table(sources):
    """The text of the table; `sources` maps a year to a function from a file's name to what its JSON holds."""
    years = sorted(sources)
    assert years == list(range(years[0], years[-1] + 1)) and years[0] // 10 == years[-1] // 10
    last = sources[years[-1]]
    lines = [("R", r["code"], r["nom"]) for r in last("regions")]
    lines += [("D", d["code"], d["nom"], d["region"]) for d in last("departements")]

    groups, communes = {}, {}
    for year in years:
        source = sources[year]
        member_of = {}
        for kind in ("epci", "ept"):
            for group in source(kind):
                groups.setdefault((group["code"],), {})[year] = (group["type"], group["nom"])
                for member in group["membres"]:
                    member_of[kind, member["code"]] = group["code"]
        for commune in source("communes"):
            if commune["type"] in CURRENT:
                code, parent = commune["code"], commune.get("commune", "")
                assert commune["departement"] == department(code), commune
                communes.setdefault((code,), {})[year] = (
                    commune["nom"],
                    " ".join(sorted(commune.get("codesPostaux", []))),
                    member_of.get(("epci", parent or code), ""),
                    member_of.get(("ept", parent or code), ""),
                    parent,
                )
    lines += runs("E", groups)
    lines += runs("C", communes)
    lines += former(sources, years, {code for (code,) in communes})
    for line in lines:
        assert all("\t" not in field and "\n" not in field for field in line), line
    return "".join("\t".join(line) + "\n" for line in lines)


def codes(sources):
    """Every code of any year, for those who ask for nothing else: two numbers each. The first says how far its place is
    behind that of the code before (a place: 2A is department 100 and 2B 101, times a thousand, and the commune), the
    second in which years it is one: a bit for each, the first year being the lowest."""
    years = sorted(sources)
    found = {}
    for bit, year in enumerate(years):
        for commune in sources[year]("communes"):
            if commune["type"] in CURRENT:
                department, number = commune["code"][:2], commune["code"][2:]
                place = int(CORSICA.get(department, department) + number)
                found[place] = found.get(place, 0) | 1 << bit
    out, last = bytearray(), 0
    for place in sorted(found):
        unsigned(out, place - last)
        unsigned(out, found[place])
        last = place
    return bytes(out)


def runs(tag, records):
    """A line for each run of years in which a record stays the same."""
    for key in sorted(records):
        by_year, start = records[key], None
        for year in sorted(by_year):
            if by_year.get(year - 1) != by_year[year]:
                start = year
            if by_year.get(year + 1) != by_year[year]:
                yield (tag, *key, *by_year[year], f"{start % 10}{year % 10}")


def former(sources, years, known):
    """Each code that was a commune's once, or is that of a part of one, and the commune of the last year that has it.

    Where a year says both, the commune of which it is a part goes before the one that lists it as an older code."""
    successor, name = {}, {}
    for year in years:
        of_year, current = {}, set()
        communes = sources[year]("communes")
        for commune in communes:
            if commune["type"] in CURRENT:
                current.add(commune["code"])
                of_year.update((code, commune["code"]) for code in commune.get("anciensCodes", []))
        for commune in communes:
            if commune["type"] not in CURRENT:
                of_year[commune["code"]] = commune["chefLieu"]
                name[commune["code"]] = commune["nom"]
        successor.update(of_year)
        for code in current:
            successor.pop(code, None)
            name.setdefault(code, "")
        name.update((c["code"], c["nom"]) for c in communes if c["type"] in CURRENT)
    for code in sorted(known - current - set(successor)):
        raise AssertionError(f"{code} is gone, and nobody says where")
    for code in sorted(successor):
        target = successor[code]
        while target not in current:
            target = successor[target]
        yield ("F", code, target, name.get(code, ""))


def department(code):
    return code[:3] if code[:2] in ("97", "98") else code[:2]
