#!/usr/bin/env python3
"""Makes public/fonts/*.woff2 from the packages @fontsource-variable/atkinson-hyperlegible-next and @fontsource-variable/noto-sans-arabic (both OFL 1.1, neither with a
reserved name). Not part of the build: run it when the fonts change.

    pip install fonttools brotli
    npm install --prefix /some/folder @fontsource-variable/atkinson-hyperlegible-next @fontsource-variable/noto-sans-arabic
    python3 tools/fonts/make.py /some/folder/node_modules

Atkinson: the signs that French needs, and a zero without its slash: beside no capital O, in years and telephone numbers, it only reads as a machine's. The face has no
alternate, so the inner contour is made from the outer one, in each master. U+202F, which the package lacks, takes the thin space.
Arabic: the letters of Arabic, from regular to bold.
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib import instancer

LATIN = [*range(0x20, 0x7F), 0xA0, 0x202F, 0x2009, *map(ord, "§«»°·×−ÀÂÆÇÈÉÊËÎÏÔÙÛÜŒàâäæçèéêëîïôöùûüœáãíñóú–—‘’“”•…")]
ARABIC = [0x20, 0xA0, 0x202F, 0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x656), *range(0x660, 0x66B), 0x66C, 0x670, 0x671, 0x6A9, 0x6CC]
ARABIC_FEATURES = ["ccmp", "locl", "isol", "fina", "medi", "init", "rlig", "calt", "liga", "kern", "mark", "mkmk", "curs", "rclt"]
# The contours of the slashed zero: the outer one, the counter on the left, the one on the right.
OUTER, LEFT, RIGHT = range(0, 16), range(16, 27), range(27, 39)


def open_zero(points):
    """The outer contour, and the same one scaled to the counters and turned round."""
    xs, ys = zip(*(points[i] for i in OUTER))
    counters = [points[i] for i in (*LEFT, *RIGHT)]
    inner_x = min(p[0] for p in counters), max(p[0] for p in counters)
    inner_y = min(p[1] for p in counters), max(p[1] for p in counters)
    scale = lambda value, outer, inner: inner[0] + (value - min(outer)) * (inner[1] - inner[0]) / (max(outer) - min(outer))
    inner = [(scale(points[i][0], xs, inner_x), scale(points[i][1], ys, inner_y)) for i in OUTER]
    return [points[i] for i in OUTER] + [inner[0]] + inner[:0:-1]


def rounded(points):
    return [(round(x), round(y)) for x, y in points]


def clear_zero(font):
    glyph = font["glyf"]["zero"]
    base = list(glyph.coordinates)
    flags = [glyph.flags[i] for i in OUTER]
    made = open_zero(base)
    variations = []
    for variation in font["gvar"].variations["zero"]:
        master = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(base, variation.coordinates)]
        deltas = rounded((mx - bx, my - by) for (mx, my), (bx, by) in zip(open_zero(master), made))
        variations.append(TupleVariation(variation.axes, deltas + list(variation.coordinates[len(base) :])))
    glyph.coordinates = GlyphCoordinates(rounded(made))
    glyph.endPtsOfContours = [15, 31]
    glyph.numberOfContours = 2
    glyph.flags = bytearray(flags + [flags[0]] + flags[:0:-1])
    glyph.recalcBounds(font["glyf"])
    font["gvar"].variations["zero"] = variations


def write(font, letters, features, path):
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(path)
    print(f"{path}: {path.stat().st_size} bytes")


def main():
    packages = Path(sys.argv[1]) / "@fontsource-variable"
    fonts = Path(__file__).parents[2] / "public" / "fonts"
    latin = TTFont(packages / "atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2")
    clear_zero(latin)
    thin = latin.getBestCmap()[0x2009]
    for table in latin["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(0x202F, thin)
    write(latin, LATIN, ["*"], fonts / "atkinson-next.woff2")
    arabic = TTFont(packages / "noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2")
    arabic = instancer.instantiateVariableFont(arabic, {"wght": (400, 700)})
    arabic["gvar"].variations = {name: arabic["gvar"].variations.get(name, []) for name in arabic.getGlyphOrder()}
    write(arabic, ARABIC, ARABIC_FEATURES, fonts / "noto-arabic.woff2")


main()
