"""A corpus with planted identifiers, the same for the same seed. Names, towns and addresses are Faker's, which has its lists from public
sources of its own; Attune's lists were compiled without them."""

import os
import random
import re

from faker import Faker

import forms
import held_back
import sentences

LOCALES = ["en_US", "en_US", "en_US", "en_GB", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pl_PL", "en_IN", "pt_BR", "sv_SE"]
MONTHS = "January February March April May June July August September October November December".split()
CODES = {
    "privacy-name": "given surname full lower lowerfull upperfull uppergiven uppersurname nick filename".split(), "privacy-place": "city address hospital school".split(),
    "privacy-date": "date monthyear worddate fullworddate daterange relday".split(), "privacy-age": "age agenum ageword".split(), "privacy-phone": "phone phonespaced phonedots phonewords".split(),
    "privacy-email": ["email"], "privacy-number": "mrn policy card iban ssn passport mrnspaced mrndots mrnwords carddots".split(), "privacy-vehicle": "plate vin".split(),
    "privacy-device": "serial imei mac".split(), "privacy-url": ["url", "handle"], "privacy-ip": ["ip"], "privacy-biometric": ["bio", "mark"], "privacy-photo": ["photograph"],
}
CODES["privacy-number"] += "nhsno nino steuerid nir bsn aadhaar dni codfisc certificate".split()
CODES["privacy-place"] += ["postcode", "employer"]
NICKNAMES = """Liz Beth Katie Kat Maggie Peggy Meg Bobby Bob Bill Billy Jimmy Joey Mickey Nicky Ricky Tommy Vinnie Teddy Eddie Gabi Uschi
    Steffi Franzi Tobi Basti Heinzi Resi Sepp Pepe Paco Lola Nacho Chus Toni Manu Loulou Jojo Titi Kasia Gosia Asia Sasha Masha Vanya Gigi Pippo Beppe
    Joost Jaap Truus Bep Bunty Babu Chintu Raju Ze Chico Lalo""".split()
DIGITS = "oh one two three four five six seven eight nine".split()
ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth
    eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth""".split()
CODE_OF = {slot: code for code, slots in CODES.items() for slot in slots}


class Corpus:
    def __init__(self, seed, locales=LOCALES):
        self.random = random.Random(seed)
        self.fakers = {locale: Faker(locale) for locale in set(locales)}
        for locale, faker in self.fakers.items():
            faker.seed_instance(f"{seed}{locale}")
        self.locales = locales

    def luhn(self, digits):
        total = sum(d if i % 2 else (2 * d - 9 if d > 4 else 2 * d) for i, d in enumerate(reversed(digits)))
        return digits + [(10 - total % 10) % 10]

    def value(self, slot, faker, language):
        pick = self.random
        number = lambda n: "".join(str(pick.randrange(10)) for _ in range(n))
        first, last = faker.first_name(), faker.last_name()
        day, month, year = pick.randrange(1, 29), pick.randrange(12), pick.randrange(1950, 2025)
        if slot in ("given", "surname", "full", "lower", "lowerfull", "upperfull", "uppergiven", "uppersurname"):
            return {"given": first, "surname": last, "full": f"{first} {last}", "lower": first.lower(),
                    "lowerfull": f"{first} {last}".lower(), "upperfull": f"{first} {last}".upper(), "uppergiven": first.upper(), "uppersurname": last.upper()}[slot]
        if slot == "nick":
            return pick.choice(NICKNAMES)
        if slot == "filename":
            return pick.choice([f"{first}-{last}-garden", f"portrait_{first}_{last}", f"{first}{last}Room", f"letter-from-{first}".lower()]).replace(" ", "-")
        if slot in ("phonespaced", "phonedots"):
            mark = " " if slot == "phonespaced" else "."
            return re.sub(r"\{(\d)\}", lambda m: number(int(m[1])), pick.choice(["5 5 5 {1} {1} {1} {1} {1} {1} {1}", "07 {2} {2} {2} {2} {1}", "212 {3} {2} {2}", "01 {2} {2} {2} {2}", "555 {3} {4}"])).replace(" ", mark)
        if slot == "phonewords":
            words = [pick.choice(DIGITS) for _ in range(pick.choice([7, 10, 11]))]
            return pick.choice([" ".join(words), " ".join(words[:3]) + ", " + " ".join(words[3:]), "-".join(words)])
        if slot == "mrnspaced":
            return f"{pick.randrange(10, 99)} {number(2)} {number(3)}"
        if slot == "mrndots":
            return f"{pick.randrange(10, 99)}.{number(2)}.{number(3)}"
        if slot == "mrnwords":
            return " ".join(pick.choice(DIGITS) for _ in range(pick.choice([6, 7, 8])))
        if slot == "carddots":
            text = "".join(map(str, self.luhn([4] + [pick.randrange(10) for _ in range(14)])))
            return ".".join(text[i:i + 4] for i in range(0, 16, 4))
        if slot == "fullworddate":
            ordinal = ORDINALS[day - 1]
            return pick.choice([f"the {ordinal} of {MONTHS[month]}", f"{MONTHS[month]} {ordinal}", f"{MONTHS[month]} the {ordinal}", f"the {ordinal} of {MONTHS[month]}, nineteen ninety-{pick.choice('one two six eight'.split())}",
                                f"{ordinal} {MONTHS[month]} two thousand and {pick.choice('one five nine twelve'.split())}"])
        if slot == "daterange":
            to, name, next_ = min(day + 5, 30), MONTHS[month], MONTHS[(month + 1) % 12]
            return pick.choice([f"from {name} {day} to {to}", f"from {day} to {to} {name} {year}", f"{day}\u2013{to} {name} {year}", f"between the {day}th and the {to}th of {name}", f"from {day} {name} until {to} {next_}",
                                f"{name} {day}-{to}, {year}", f"{day}/{month + 1}/{year} - {to}/{month + 1}/{year}", f"{name[:3]} {day} to {next_[:3]} {day}"])
        if slot == "relday":
            return f"{pick.choice(['last', 'this', 'next'])} {pick.choice('Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split())}"
        if slot == "initial":
            return pick.choice("ABCDEFGHJKLMNPRSTW")
        if slot == "city":
            return faker.city()
        if slot == "address":
            return faker.street_address().replace("\n", ", ")
        if slot == "hospital":
            return f"{last} {pick.choice(['Hospital', 'Clinic', 'Medical Center'])}" if pick.random() < .6 else f"St. {first}'s Hospital"
        if slot == "school":
            return f"{last} {pick.choice(['High School', 'College', 'Primary School', 'Academy'])}"
        if slot == "date":
            if language == "de":
                return pick.choice([f"{day}.{month + 1:02}.{year}", f"{day}. {'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split()[month]} {year}"])
            if language == "fr":
                return pick.choice([f"{day:02}/{month + 1:02}/{year}", f"{day} {'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split()[month]} {year}"])
            if language == "es":
                return pick.choice([f"{day:02}/{month + 1:02}/{year}", f"{day} de {'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split()[month]} de {year}"])
            return pick.choice([f"{MONTHS[month]} {day}, {year}", f"{day} {MONTHS[month]} {year}", f"{year}-{month + 1:02}-{day:02}", f"{month + 1}/{day}/{year}",
                                f"{MONTHS[month]} {day}", f"the {day}th of {MONTHS[month]}", f"{MONTHS[month][:3]} {day}, {year}", f"{day:02}.{month + 1:02}.{year}"])
        if slot == "monthyear":
            return f"{MONTHS[month]} {year}"
        if slot == "worddate":
            return f"on the {pick.choice('first second third ninth twelfth twentieth'.split())} of {MONTHS[month]}"
        if slot in ("age", "agenum"):
            return str(pick.randrange(14, 97))
        if slot == "ageword":
            return f"{pick.choice('twenty thirty forty fifty sixty seventy'.split())}-{pick.choice('one two three four six seven nine'.split())}"
        if slot == "phone":
            forms = {"de": ["0171 {7}", "+49 30 {7}", "030/{7}"], "fr": ["06 {2} {2} {2} {2}", "+33 6 {2} {2} {2} {2}"], "es": ["6{2} {3} {3}", "+34 91 {3} {4}"]}
            forms = forms.get(language, ["({p}) {p}-{4}", "{p}-{p}-{4}", "+1 {p} {p} {4}", "{p}.{p}.{4}", "07{3} {6}", "020 7{3} {4}", "+44 7{3} {6}", "06 {2} {2} {2} {2}", "+49 171 {7}", "+91 98{3} {5}"])
            return re.sub(r"\{(\d|p)\}", lambda m: str(pick.randrange(200, 999)) if m[1] == "p" else number(int(m[1])), pick.choice(forms))
        if slot == "email":
            return faker.email()
        if slot == "mrn":
            return number(pick.randrange(6, 9))
        if slot == "policy":
            return pick.choice([f"{pick.choice('ABKWX')}{number(8)}", f"{number(3)}-{number(5)}", number(9)])
        if slot == "passport":
            return f"{pick.choice('ACHKLX')}{number(8)}"
        if slot == "card":
            digits = self.luhn([4] + [pick.randrange(10) for _ in range(14)])
            text = "".join(map(str, digits))
            return " ".join(text[i:i + 4] for i in range(0, 16, 4)) if pick.random() < .5 else text
        if slot == "iban":
            return self.fakers["de_DE" if "de_DE" in self.fakers else next(iter(self.fakers))].iban()
        if slot == "ssn":
            return f"{pick.randrange(100, 665)}-{pick.randrange(10, 99)}-{pick.randrange(1000, 9999)}"
        if slot == "plate":
            letters = lambda n: "".join(pick.choice("ABCDEFGHJKLMNPRSTVWXYZ") for _ in range(n))
            if language == "de":
                return f"{letters(2)}-{letters(2)} {number(3)}"
            return pick.choice([f"{letters(2)}{number(2)} {letters(3)}", f"{letters(2)}-{number(3)}-{letters(2)}", f"{letters(3)} {number(4)}", f"{number(4)} {letters(3)}"])
        if slot == "vin":
            return faker.vin() if hasattr(faker, "vin") else self.fakers["en_US"].vin()
        if slot == "serial":
            return f"{pick.choice(['SN', 'HX', 'P'])}-{number(6)}"
        if slot == "imei":
            return "".join(map(str, self.luhn([3, 5] + [pick.randrange(10) for _ in range(12)])))
        if slot == "mac":
            return ":".join(f"{pick.randrange(256):02x}" for _ in range(6))
        if slot == "url":
            return faker.url() if pick.random() < .6 else f"www.{faker.domain_name()}/{first.lower()}"
        if slot == "ip":
            return faker.ipv4_public() if pick.random() < .8 else faker.ipv6()
        if slot == "bio":
            return pick.choice(["fingerprints", "fingerprint", "voice print", "iris scan", "retina scan", "DNA sample"])
        return self.rarer(slot, first, last, number)

    def rarer(self, slot, first, last, number):
        """National numbers with their check digits, and kinds of which there are few."""
        pick = self.random
        letter = lambda letters="ABCEGHJKLMNPRSTWXYZ": pick.choice(letters)
        if slot == "nhsno":
            while True:
                digits = [pick.randrange(10) for _ in range(9)]
                check = (11 - sum(d * w for d, w in zip(digits, range(10, 1, -1))) % 11) % 11
                if check < 10:
                    text = "".join(map(str, [*digits, check]))
                    return pick.choice([text, f"{text[:3]} {text[3:6]} {text[6:]}", f"{text[:3]}-{text[3:6]}-{text[6:]}"])
        if slot == "nino":
            text = f"{letter()}{letter('ABCEGHJKLMPRSTWXYZ')} {number(2)} {number(2)} {number(2)} {letter('ABCD')}"
            return pick.choice([text, text.replace(" ", "")])
        if slot == "steuerid":
            digits, product = [pick.randrange(1, 10), *(pick.randrange(10) for _ in range(9))], 10
            for digit in digits:
                product = 2 * ((product + digit) % 10 or 10) % 11
            text = "".join(map(str, [*digits, (11 - product) % 10]))
            return pick.choice([text, f"{text[:2]} {text[2:5]} {text[5:8]} {text[8:]}"])
        if slot == "nir":
            text = f"{pick.choice('12')}{pick.randrange(30, 99)}{pick.randrange(1, 13):02}{pick.randrange(1, 95):02}{number(3)}{number(3)}"
            text += f"{97 - int(text) % 97:02}"
            return pick.choice([text, f"{text[0]} {text[1:3]} {text[3:5]} {text[5:7]} {text[7:10]} {text[10:13]} {text[13:]}"])
        if slot == "bsn":
            while True:
                digits = [pick.randrange(10) for _ in range(8)]
                check = sum(d * w for d, w in zip(digits, range(9, 1, -1))) % 11
                if check < 10:
                    return "".join(map(str, [*digits, check]))
        if slot == "aadhaar":
            text = self.fakers["en_IN"].aadhaar_id() if "en_IN" in self.fakers else "234123412346"
            return pick.choice([text, f"{text[:4]} {text[4:8]} {text[8:]}"])
        if slot == "dni":
            value = pick.randrange(10_000_000, 99_999_999)
            return pick.choice(["{}{}", "{}-{}"]).format(value, "TRWAGMYFPDXBNJZSQVHLCKE"[value % 23])
        if slot == "codfisc":
            return self.fakers["it_IT"].ssn()
        if slot == "certificate":
            return pick.choice([f"{letter()}{letter()}-{number(5)}", number(7), f"{number(4)}/{pick.randrange(1980, 2024)}"])
        if slot == "handle":
            return "@" + pick.choice([f"{first}{number(2)}", f"{first}_{last}", f"the.{last}", f"{last}{first}"]).lower().replace(" ", "")
        if slot == "postcode":
            return pick.choice([self.fakers["en_GB"].postcode(), f"{number(5)}-{number(4)}", f"{pick.randrange(1000, 9999)} {letter()}{letter()}"])
        if slot == "employer":
            return f"{last} {pick.choice(['Ltd', 'GmbH', 'Inc.', 'Logistics', '& Sons'])}"
        if slot == "mark":
            return pick.choice(["a scar across her chin", "a birthmark on the left cheek", "a tattoo of a swallow on one wrist", "a burn scar on his neck", "a tattooed anchor"])
        if slot == "photograph":
            return f"picture{number(4)}.{pick.choice(['jpg', 'png', 'webp', 'heic'])}"
        raise KeyError(slot)

    def line(self, template, language="en"):
        locale = self.random.choice(self.locales)
        text, plants, at = "", [], 0
        for match in re.finditer(r"\{(\w+)(?:=([^}]*))?\}", template):
            text += template[at:match.start()]
            if match[2]:
                # Written out: `{date=Halloween 2017}` is planted as it stands.
                value = match[2]
                plants.append((f"privacy-{match[1]}", match[1], len(text), len(text) + len(value)))
                text, at = text + value, match.end()
                continue
            if match[1] == "first2":
                # A name of which the first two letters are emphasized.
                name = self.value("given", self.fakers[locale], language)
                value, self.rest = name[:2], name[2:]
                plants.append((CODE_OF["given"], "given", len(text), len(text) + len(name) + 2))
            elif match[1] == "rest2":
                value = self.rest
            else:
                value = self.value(match[1], self.fakers[locale], language)
            if match[1] in CODE_OF:
                plants.append((CODE_OF[match[1]], match[1], len(text), len(text) + len(value)))
            text += value
            at = match.end()
        return text + template[at:], plants


LANGUAGES = {
    "german": ("de", "de_DE", sentences.GERMAN, sentences.HARMLESS_GERMAN, held_back.GERMAN, held_back.HARMLESS_GERMAN),
    "french": ("fr", "fr_FR", sentences.FRENCH, sentences.HARMLESS_FRENCH, held_back.FRENCH, held_back.HARMLESS_FRENCH),
    "spanish": ("es", "es_ES", sentences.SPANISH, sentences.HARMLESS_SPANISH, held_back.SPANISH, held_back.HARMLESS_SPANISH),
}
"""What was written last, before anything was measured on it: `blind/LANGUAGE.txt`."""
BLIND = {"english": ("en", None), "fresh": ("en", None), "second": ("en", None), "last": ("en", None), "german": ("de", "de_DE"), "french": ("fr", "fr_FR"), "spanish": ("es", "es_ES")}
BLIND |= {f"{name}-{set_}": of for set_ in ("second", "last") for name, of in {**{name: BLIND[name] for name in ("german", "french", "spanish")}, "italian": ("it", "it_IT"), "dutch": ("nl", "nl_NL")}.items()}
BLIND |= {set_: ("en", None) for set_ in ("unseen", "lessons", "notes", "rounds")}
BLIND |= {f"{name}-{set_}": BLIND[name] for set_ in ("unseen", "lessons", "notes", "rounds") for name in ("german", "french", "spanish")}
BLIND |= {set_: ("en", None) for set_ in ("supervision", "manual", "ward", "youth", "afresh")}
BLIND |= {f"{name}-{set_}": BLIND[f"{name}-last"] for set_ in ("hands", "afresh") for name in ("german", "french", "spanish", "italian", "dutch")}
"""Further countries, of which only what is held back has names."""
MORE_LOCALES = ["da_DK", "cs_CZ", "ro_RO", "tr_TR", "pt_PT", "fr_CA"]
ENGLISH = {
    "tuning": (LOCALES, sentences.TUNING, sentences.HARMLESS),
    "test": (LOCALES, sentences.TEST, sentences.HARMLESS),
    "held-back": (LOCALES + MORE_LOCALES, held_back.ENGLISH, held_back.HARMLESS),
}
NAMES = [*ENGLISH, "forms", "forms-held-back", *LANGUAGES, *(f"{name}-held-back" for name in LANGUAGES), *(f"{name}-blind" for name in BLIND)]


def blind(name, seed, repeat):
    """The sections of a file: `# harmless`, `# identifiers`, `# more kinds` and `# form: NAME`; `\\n` is a line's end."""
    language, locale = BLIND[name]
    made = Corpus(f"{name}-blind{seed}", [locale] if locale else LOCALES + MORE_LOCALES)
    lines, section = [], ""
    for line in open(os.path.join(os.path.dirname(__file__), "blind", f"{name}.txt"), encoding="utf-8").read().splitlines():
        if line in ("# harmless", "# identifiers", "# more kinds") or line.startswith("# form: "):
            section = line[2:]
        elif section == "harmless":
            lines.append(("text", line.replace("\\n", "\n"), []))
        else:
            form = section.removeprefix("form: ") if section.startswith("form: ") else "text"
            lines += [(form, *made.line(line.replace("\\n", "\n"), language)) for _ in range(repeat)]
    return lines


def corpus(name, seed=7, repeat=24):
    """Lines, each with its form and what is planted in it: (code, slot, start, end)."""
    if name in ENGLISH:
        locales, templates, harmless = ENGLISH[name]
        made = Corpus(f"{name}{seed}", locales)
        lines = [("text", *made.line(template)) for template in templates for _ in range(repeat)]
        return lines + [("text", line, []) for line in harmless]
    if name.endswith("-blind"):
        return blind(name.removesuffix("-blind"), seed, repeat)
    if name.startswith("forms"):
        made = Corpus(f"{name}{seed}", LOCALES)
        all_ = forms.FORMS if name == "forms" else held_back.FORMS
        return [(form, *made.line(template)) for form, templates in all_.items() for template in templates for _ in range(repeat)]
    language, locale, templates, harmless, held, held_harmless = LANGUAGES[name.removesuffix("-held-back")]
    if name.endswith("-held-back"):
        templates, harmless = held, held_harmless
    made = Corpus(f"{name}{seed}", [locale])
    lines = [("text", *made.line(template, language)) for template in templates for _ in range(repeat)]
    return lines + [("text", line, []) for line in harmless]
