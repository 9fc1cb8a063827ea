"""Reads what `cargo metadata` tells of the program's dependencies: which have `unsafe`, or a bill of materials (CycloneDX 1.5).

For one platform: `cargo metadata --format-version 1 --filter-platform TARGET`.
"""

import json
import pathlib
import re
import sys

ROOT = "attune-course"
WORD = re.compile(r"\bunsafe\b(?!_)")
NOTE = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)


def program(metadata):
    """The packages that are in the program, by id, without what only tests, benches and builds need."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    packages = {package["id"]: package for package in metadata["packages"]}
    root = next(key for key, package in packages.items() if package["name"] == ROOT)
    found, open_ids = {}, [root]
    while open_ids:
        key = open_ids.pop()
        if key in found:
            continue
        found[key] = packages[key]
        if any("proc-macro" in target["kind"] for target in packages[key]["targets"]):
            # It runs when the program is compiled, and what it needs is not in the program.
            continue
        for dependency in nodes[key]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                open_ids.append(dependency["pkg"])
    return root, found, nodes


def lines_with_unsafe(package):
    """How many lines of a package's library name `unsafe`, notes left out."""
    folder = pathlib.Path(package["manifest_path"]).parent
    total = 0
    for path in sorted((folder / "src").rglob("*.rs")):
        text = NOTE.sub("", path.read_text("utf-8", "replace"))
        total += sum(1 for line in text.splitlines() if WORD.search(line))
    return total


def tell_unsafe(metadata):
    root, packages, _ = program(metadata)
    rows = []
    for key, package in packages.items():
        is_macro = any("proc-macro" in target["kind"] for target in package["targets"])
        count = 0 if key == root or is_macro else lines_with_unsafe(package)
        if count:
            rows.append((package["name"], package["version"], count))
    for name, version, count in sorted(rows):
        print(f"{name} {version}: {count}")
    print(f"{len(rows)} of {len(packages) - 1} crates")


def bill(metadata):
    root, packages, nodes = program(metadata)

    def component(package):
        made = {"type": "library", "name": package["name"], "version": package["version"]}
        made["bom-ref"] = made["purl"] = f"pkg:cargo/{package['name']}@{package['version']}"
        if package["license"]:
            made["licenses"] = [{"expression": package["license"].replace("/", " OR ").replace("  ", " ")}]
        return made

    refs = {key: component(package)["bom-ref"] for key, package in packages.items()}
    dependencies = [
        {"ref": refs[key], "dependsOn": sorted(refs[one] for one in nodes[key]["dependencies"] if one in refs)}
        for key in sorted(packages, key=refs.get)
    ]
    components = sorted((component(package) for key, package in packages.items() if key != root), key=lambda one: one["bom-ref"])
    main = component(packages[root]) | {"type": "application"}
    json.dump(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.5",
            "version": 1,
            "metadata": {"component": main},
            "components": components,
            "dependencies": dependencies,
        },
        sys.stdout,
        indent=1,
    )
    print()


if __name__ == "__main__":
    {"unsafe": tell_unsafe, "sbom": bill}[sys.argv[1]](json.load(sys.stdin))
