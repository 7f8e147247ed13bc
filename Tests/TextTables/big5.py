#!/usr/bin/env python3
"""Writes Sources/CTian/csv_big5_table.c: Big5 with the Hong Kong supplement and the ETEN extensions.

    Tests/TextTables/big5.py > Sources/CTian/csv_big5_table.c

The symbols of rows 0xA1 to 0xA3 are those of code page 950, as on the web; the rest is HKSCS-2004. Both are
Python's own codecs. Six ETEN radicals and marks, which that codec leaves out, are as the web has them; the 68
characters that HKSCS-2008 added are as glibc's iconv has them.
"""

# From 0x877A on, without the gap between 0x7E and 0xA1.
ADDED_2008 = (
    "㡵𡵓𣚞𦀡㻬𥣞㫵竼龗𤅡𨤍𣇪𠪊𣉞䌊蒄龖鐯䤰蘓墖靊鈘秐稲晠権袝瑌篅枂稬剏遆"
    "㓦珄𥶹瓆鿇垳䤯呌䄱𣚎堘穲𧭥讏䚮𦺈䆁𥶙箮𢒼鿈𢓁𢓉𢓌鿉蔄𣖻䂴鿊䓡𪷿拁灮鿋"
)
RADICALS = {0xCF: "廴", 0xD3: "无", 0xD5: "癶", 0xD7: "隶", 0xDE: "〃", 0xDF: "仝"}


def column(trail):
    return trail - 0x40 if trail < 0x7F else trail - 0xA1 + 63


def text(lead, trail):
    for codec in ["cp950", "big5hkscs"] if 0xA1 <= lead <= 0xA3 else ["big5hkscs"]:
        try:
            text = bytes([lead, trail]).decode(codec)
        except UnicodeDecodeError:
            continue
        if not "\ue000" <= text <= "\uf8ff":
            return text
    place = column(trail) - column(0x7A)
    if lead == 0x87 and 0 <= place < len(ADDED_2008):
        return ADDED_2008[place]
    return RADICALS.get(trail, "") if lead == 0xC6 else ""


print("""#include "csv_encoding.h"

// Big5 with the Hong Kong supplement of 2008 and the ETEN extensions: rows of 157 by first byte 0x81 to 0xFE,
// each by second byte 0x40 to 0x7E and 0xA1 to 0xFE; 0 where there is no character, or two. Written by
// Tests/TextTables/big5.py, which names the source.
const uint32_t tian_big5_pairs[126 * 157] = {""")
line = ""
for lead in range(0x81, 0xFF):
    for trail in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]:
        found = text(lead, trail)
        code = f"0x{ord(found):04X}," if len(found) == 1 else "0,"
        if len(line) + len(code) + 1 > 109:
            print(line)
            line = ""
        line += (" " if line else "  ") + code
print(line)
print("};")
