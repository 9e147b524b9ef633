/**
 * What `pipenv lock` does, but that what is locked stays where the Pipfile still admits it: pipenv itself takes the newest of
 * everything. It is asked twice, the second time with a Pipfile that has the former pins besides; where these exclude
 * something new, the first answer stands.
 */
export const pipenvLock = `import json
import subprocess
import sys

from pipenv.vendor import tomlkit

try:
    from pipenv.vendor.packaging.specifiers import SpecifierSet
except ImportError:
    from pipenv.patched.pip._vendor.packaging.specifiers import SpecifierSet

SECTIONS = {"default": "packages", "develop": "dev-packages"}


def read():
    with open("Pipfile.lock") as file:
        return json.load(file)


def lock():
    return subprocess.call([sys.executable, "-m", "pipenv", "lock"])


def canonical(name):
    return name.lower().replace("_", "-").replace(".", "-")


def admits(wanted, version):
    bounds = wanted.get("version", "*") if isinstance(wanted, dict) else str(wanted)
    return bounds == "*" or SpecifierSet(bounds).contains(version[2:], prereleases=True)


def pin(pipfile, section, name, version):
    if section not in pipfile:
        pipfile[section] = tomlkit.table()
    table = pipfile[section]
    key = next((one for one in table if canonical(one) == canonical(name)), name)
    wanted = table.get(key, "*")
    if not admits(wanted, version):
        return
    if isinstance(wanted, dict):
        wanted["version"] = version
    else:
        table[key] = version


def same(one, other):
    return one is not None and one.get("version") == other.get("version")


def merged(old, newest, kept):
    sections = {"_meta": newest["_meta"]}
    for section, packages in kept.items():
        if section == "_meta":
            continue
        sections[section] = {}
        for name, entry in packages.items():
            before, new = old.get(section, {}).get(name), newest.get(section, {}).get(name)
            # A pin that stands in no Pipfile names no index.
            plain = {key: value for key, value in entry.items() if key != "index" or new is None or "index" in new}
            sections[section][name] = before if same(before, entry) else new if same(new, entry) else plain
    return sections


def main():
    old = read()
    if lock() != 0:
        sys.exit(1)
    newest = read()
    with open("Pipfile") as file:
        text = file.read()
    pipfile = tomlkit.parse(text)
    moved = False
    for section, packages in newest.items():
        for name, entry in {} if section == "_meta" else packages.items():
            before = old.get(section, {}).get(name, {}).get("version", "")
            if before.startswith("==") and before != entry.get("version"):
                pin(pipfile, SECTIONS.get(section, section), name, before)
                moved = True
    if not moved:
        return
    with open("Pipfile", "w") as file:
        file.write(tomlkit.dumps(pipfile))
    result = merged(old, newest, read()) if lock() == 0 else newest
    with open("Pipfile", "w") as file:
        file.write(text)
    with open("Pipfile.lock", "w") as file:
        json.dump(result, file, indent=4, separators=(",", ": "), sort_keys=True)
        file.write("\\n")


main()
`;
