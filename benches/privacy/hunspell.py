"""The words of a dictionary for Hunspell: each with all of its forms, as its rules for beginnings and endings make them."""

import re
from collections import defaultdict


class Dictionary:
    """A pair of files, `index.aff` and `index.dic`, as npm's packages `dictionary-*` have them."""

    def __init__(self, folder):
        self.kind, self.special, self.rules, self.is_joined = "single", {}, defaultdict(list), {}
        self.read_rules(open(f"{folder}/index.aff", encoding="utf-8"))
        self.lines = open(f"{folder}/index.dic", encoding="utf-8").read().splitlines()[1:]

    def read_rules(self, lines):
        for line in lines:
            fields = line.split()
            if len(fields) > 1 and fields[0] == "FLAG":
                self.kind = fields[1]
            elif len(fields) == 2 and fields[0] in ("NEEDAFFIX", "FORBIDDENWORD", "ONLYINCOMPOUND"):
                self.special[fields[0]] = fields[1]
            elif len(fields) > 3 and fields[0] in ("PFX", "SFX"):
                if fields[2] in ("Y", "N") and fields[3].isdigit():
                    self.is_joined[fields[1]] = fields[2] == "Y"
                    continue
                added, _, flags = fields[3].partition("/")
                strip = "" if fields[2] == "0" else fields[2]
                condition = fields[4] if len(fields) > 4 else "."
                expression = re.compile(condition + "$" if fields[0] == "SFX" else condition)
                self.rules[fields[1]].append((fields[0], strip, "" if added == "0" else added, self.flags(flags), expression))

    def flags(self, text):
        return [text[at:at + 2] for at in range(0, len(text), 2)] if self.kind == "long" else list(text)

    def forms(self, word, flags, depth):
        """A word's forms with one ending and one beginning; an ending may ask for a further one."""
        for flag in flags:
            for kind, strip, added, more, condition in self.rules.get(flag, ()):
                if kind == "SFX" and condition.search(word) and word.endswith(strip):
                    form = word[:len(word) - len(strip)] + added
                elif kind == "PFX" and condition.match(word) and word.startswith(strip):
                    form = added + word[len(strip):]
                else:
                    continue
                yield form, more
                # What may stand with an ending may stand with a beginning, too.
                others = [other for other in flags if self.is_joined.get(flag) and kind == "SFX" and self.rules.get(other) and self.rules[other][0][0] == "PFX" and self.is_joined.get(other)]
                if depth and (more or others):
                    yield from self.forms(form, more + others, depth - 1)

    def words(self):
        """Every word and every form of it, but for what stands in compounds alone and what is wrong."""
        for line in self.lines:
            word, _, rest = line.split("\t")[0].partition("/")
            word, flags = word.strip(), self.flags(rest.split(" ")[0])
            if not word or self.special.get("FORBIDDENWORD") in flags:
                continue
            if not {self.special.get("NEEDAFFIX"), self.special.get("ONLYINCOMPOUND")} & set(flags):
                yield word
            hidden = {self.special.get("NEEDAFFIX"), self.special.get("ONLYINCOMPOUND"), self.special.get("FORBIDDENWORD")}
            for form, more in self.forms(word, flags, 1):
                if not hidden & set(more):
                    yield form
