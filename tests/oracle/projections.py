"""The way back from a map projection: 10,000 points in the territory of each, projected by PROJ, must come back within
a centimetre. Lambert II étendu is asked twice: with the shift by three numbers that dqcheck uses, to a centimetre;
and with the grid of IGN, which is the legal one, at corners of communes: there the three numbers are good to five
metres, and to a metre and a half at half of the places."""

import random
import warnings

import pyproj
import shapely
from pyproj.transformer import TransformerGroup

import lists
import sources

warnings.filterwarnings("ignore", message="Best transformation is not available")

COUNT = 10_000
CENTIMETRE = 0.01
MAINLAND, CORSICA = (-4.8, 42.33, 8.23, 51.09), (8.53, 41.33, 9.56, 43.03)
# Name, EPSG, boxes of west, south, east, north.
PROJECTIONS = [
    ("Lambert-93 (EPSG:2154)", 2154, [MAINLAND, CORSICA]),
    *((f"CC{lat} (EPSG:39{lat})", 3900 + lat, [(-4.8, lat - 1, 9.56, lat + 1)]) for lat in range(42, 51)),
    ("UTM 20N (EPSG:5490)", 5490, [(-61.81, 15.83, -61.0, 16.52), (-61.23, 14.39, -60.81, 14.88), (-63.2, 17.8, -62.7, 18.13)]),
    ("UTM 22N (EPSG:2972)", 2972, [(-54.6, 2.12, -51.62, 5.74)]),
    ("UTM 40S (EPSG:2975)", 2975, [(55.2165, -21.389, 55.8367, -20.8718)]),
    ("UTM 38S (EPSG:4471)", 4471, [(45.0185, -13.0, 45.298, -12.6366)]),
    ("UTM 21N (EPSG:4467)", 4467, [(-56.5, 46.75, -56.1, 47.15)]),
    ("Lambert-NC (EPSG:3163)", 3163, [(163.5, -22.8, 168.2, -19.5)]),
    ("Web Mercator (EPSG:3857)", 3857, [(-179.9, -84.0, 179.9, 84.0)]),
]
OLD = "Lambert II étendu (EPSG:27572)"


def compare(folder):
    dice = random.Random("dqcheck projections")
    lines = []
    for name, epsg, boxes in PROJECTIONS:
        crs = pyproj.CRS(epsg)
        # From its own geographic system, which WGS 84 is taken for.
        to_plane = pyproj.Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True)
        lines += projected(dice, name, to_plane, boxes, CENTIMETRE)
    lines += projected(dice, OLD, shift_by_three_numbers(), [MAINLAND, CORSICA], CENTIMETRE)
    lists.write(folder / "projections.tsv", lines)
    unexplained = held(folder)

    grid = sources.grid(folder)
    if grid is None:
        print("SKIPPED: the grid of NTF is not at hand, so that Lambert II étendu was not held against it")
    else:
        print("Against the grid of IGN")
        corners = [corner(wkb) for code, (wkb, *_) in sources.contours(folder).items() if code[:2] not in ("97", "98")]
        lists.write(folder / "projections.tsv", lines_of(OLD, shift_by_grid(grid), dice.sample(corners, COUNT), 5.1))
        unexplained += held(folder)
    return unexplained


def projected(dice, name, to_plane, boxes, tolerance):
    points = []
    for number in range(COUNT):
        west, south, east, north = boxes[number % len(boxes)]
        points.append((dice.uniform(west, east), dice.uniform(south, north)))
    return lines_of(name, to_plane, points, tolerance)


def lines_of(name, to_plane, points, tolerance):
    planes = (to_plane.transform(lon, lat, errcheck=True) for lon, lat in points)
    return [[name, *map(repr, (*point, *plane, tolerance))] for point, plane in zip(points, planes)]


def corner(wkb):
    return shapely.get_coordinates(shapely.from_wkb(wkb))[0].tolist()


def shift_by_three_numbers():
    """Of the ways that PROJ knows from WGS 84 to Lambert II étendu, the one that needs no grid."""
    ways = TransformerGroup("EPSG:4326", "EPSG:27572", always_xy=True, allow_ballpark=False).transformers
    (way,) = [way for way in ways if "proj=helmert x=168 y=60 z=-320" in way.definition]
    return way


def shift_by_grid(grid):
    """The way that PROJ would go if it had the grid, which it knows by the name of another file."""
    ways = TransformerGroup("EPSG:4171", "EPSG:27572", allow_ballpark=False).unavailable_operations
    (way,) = [way.to_proj4() for way in ways if "fr_ign_ntf_r93.tif" in way.to_proj4()]
    # It begins with latitudes; here longitudes come first.
    way = way.replace("+step +proj=axisswap +order=2,1 ", "").replace("fr_ign_ntf_r93.tif", str(grid))
    return pyproj.Transformer.from_pipeline(way)


def held(folder):
    name = "geodesy::projection::tests::points_that_another_program_projected_come_back"
    return sources.test(folder, name, "--lib")
