"""The contours of communes: arcs that neighbours share, and which arcs bound each commune.

A contour is the set of its arcs: whether a point is inside, and how far it is, needs neither their order nor their
direction. All numbers are variable-length integers (LEB128); signed ones are zigzag. In order:

    units in a degree
    number of arcs;     for each arc: its number of steps
    for each arc: longitude of its first point, from the last point of the arc before, then each step
    the same for latitudes
    number of communes; for each: the 5 characters of its code; its number of arcs; for each arc: how far its number
                        is below that of the first arc that no commune had so far (0: it is that one)
"""

import itertools
import struct

UNITS = 100_000  # 1.1 m: nothing is lost beside the 150 m that the source itself has lost


def table(shapes):
    """The bytes of the table; `shapes` maps codes to lists of multipolygons in WKB, in hexadecimal digits."""
    contours = {
        code: [ring for shape in shapes[code] for ring in rings(bytes.fromhex(shape))] for code in sorted(shapes)
    }
    ends = junctions(itertools.chain.from_iterable(contours.values()))
    numbers, bounds = {}, []
    for code, contour in contours.items():
        arcs = {}  # a set that keeps its order
        for arc in itertools.chain.from_iterable(cut(ring, ends) for ring in contour):
            known = next((same for same in (arc, arc[::-1]) if same in arcs or same in numbers), arc)
            if known in arcs:  # it lies between two parts of the contour, and does not bound it
                del arcs[known]
            else:
                arcs[known] = None
        uses, fresh = [], len(numbers)
        for arc in arcs:
            number = numbers.setdefault(arc, len(numbers))
            uses.append(fresh - number)
            fresh = max(fresh, number + 1)
        bounds.append((code, uses))

    out = bytearray()
    unsigned(out, UNITS)
    unsigned(out, len(numbers))
    for arc in numbers:
        unsigned(out, len(arc) - 1)
    for axis in (0, 1):
        last = 0
        for arc in numbers:
            for point in arc:
                signed(out, point[axis] - last)
                last = point[axis]
    unsigned(out, len(bounds))
    for code, uses in bounds:
        out += code.encode("ascii")
        unsigned(out, len(uses))
        for use in uses:
            unsigned(out, use)
    return bytes(out)


def rings(wkb):
    """The rings of a multipolygon, in units, without their closing point and without what is now too small to be seen."""

    def read(form):
        nonlocal at
        values = struct.unpack_from(form, wkb, at)
        at += struct.calcsize(form)
        return values

    at, found = 0, []
    order, kind, polygons = read("<BII")
    assert (order, kind) == (1, 6)
    for _ in range(polygons):
        order, kind, count = read("<BII")
        assert (order, kind) == (1, 3)
        for _ in range(count):
            (points,) = read("<I")
            flat = [round(value * UNITS) for value in read(f"<{2 * points}d")]
            ring = [point for point, _ in itertools.groupby(zip(flat[::2], flat[1::2]))]
            assert ring[0] == ring[-1]
            ring.pop()
            if len(ring) >= 3:
                found.append(ring)
    assert at == len(wkb)
    return found


def junctions(all_rings):
    """The points where contours part: those that have not the same two neighbours wherever they occur."""
    beside, ends = {}, set()
    for ring in all_rings:
        for before, point, after in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1]):
            pair = (min(before, after), max(before, after))
            if beside.setdefault(point, pair) != pair:
                ends.add(point)
    return ends


def cut(ring, ends):
    """The arcs of a ring, each from a junction to the next, both included; a ring without any is one closed arc."""
    places = [place for place, point in enumerate(ring) if point in ends]
    if not places:
        start = ring.index(min(ring))
        ring = ring[start:] + ring[:start]
        if ring[1] > ring[-1]:  # one direction, so that an island and the hole that it fills are the same arc
            ring = ring[:1] + ring[:0:-1]
        return [(*ring, ring[0])]
    ring = ring[places[0]:] + ring[:places[0]]
    places = [place - places[0] for place in places] + [len(ring)]
    ring.append(ring[0])
    return [tuple(ring[start:end + 1]) for start, end in itertools.pairwise(places)]


def signed(out, value):
    unsigned(out, value << 1 if value >= 0 else ~(value << 1))


def unsigned(out, value):
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
