"""Usage: messages.py DIRECTORY...

Compiles DIRECTORY/*/LC_MESSAGES/*.po as `manage.py compilemessages` does by msgfmt, which no image has. A catalog that
somebody else compiled stays as it is: ours carry a mark behind their last text, and only these are compiled anew. A
file that is broken is named with its line, and the exit code is 1 in the end.
"""
import ast
import glob
import os
import struct
import sys

MARK = b"\0devenv"


def main(directories):
    broken = 0
    for directory in directories:
        for source in sorted(glob.glob(os.path.join(glob.escape(directory), "*", "LC_MESSAGES", "*.po"))):
            try:
                compile_one(source, source[: -len(".po")] + ".mo")
            except (OSError, ValueError, SyntaxError) as error:
                broken = 1
                print("{}: {}".format(source, error), file=sys.stderr)
    return broken


def compile_one(source, target):
    if os.path.exists(target) and (not is_ours(target) or os.path.getmtime(target) >= os.path.getmtime(source)):
        return
    with open(source, "rb") as file:
        content = catalog(parse(file.read()))
    # Written whole and renamed: two services may start at once.
    unfinished = "{}.{}".format(target, os.getpid())
    with open(unfinished, "wb") as file:
        file.write(content)
    os.replace(unfinished, target)


def is_ours(path):
    with open(path, "rb") as file:
        return file.read().endswith(MARK)


def parse(content):
    """Messages of a PO file by their key in the catalog, both as bytes; untranslated and fuzzy ones are left out."""
    text = content.decode(charset_of(content)).lstrip("\ufeff")
    messages, entry, field, fuzzy = {}, {}, None, False

    def finish():
        if "msgid" in entry:
            add(messages, entry, fuzzy)
        entry.clear()

    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            # A comment after a translation begins the next entry.
            if has_translation(entry):
                finish()
                fuzzy = False
            if line.startswith("#,"):
                fuzzy = fuzzy or "fuzzy" in [flag.strip() for flag in line[2:].split(",")]
            continue
        word, _, rest = line.partition(" ") if not line.startswith('"') else (None, None, line)
        if word is not None:
            if word in ("msgctxt", "msgid") and has_translation(entry):
                finish()
                fuzzy = False
            if word not in ("msgctxt", "msgid", "msgid_plural", "msgstr") and not word.startswith("msgstr["):
                raise ValueError("line {} is no part of a message: {}".format(number, line))
            field = word
            entry[field] = ""
        if field is None:
            raise ValueError("line {} belongs to no message".format(number))
        entry[field] += string_of(rest.strip(), number)
    finish()
    return messages


def has_translation(entry):
    return any(field.startswith("msgstr") for field in entry)


def add(messages, entry, fuzzy):
    forms = [entry[field] for field in sorted((f for f in entry if f.startswith("msgstr")), key=form_of)]
    # The header counts although it is fuzzy: it holds the charset and the plural forms.
    if not forms or not forms[0] or (fuzzy and entry["msgid"]):
        return
    key = entry["msgid"]
    if "msgctxt" in entry:
        key = entry["msgctxt"] + "\x04" + key
    if "msgid_plural" in entry:
        key += "\0" + entry["msgid_plural"]
    messages[key.encode("utf-8")] = "\0".join(forms).encode("utf-8")


def form_of(field):
    return int(field[len("msgstr[") : -1]) if field != "msgstr" else 0


def string_of(text, number):
    """A string of C is one of Python, as far as PO files use it."""
    try:
        value = ast.literal_eval(text) if text.startswith('"') else None
    except (SyntaxError, ValueError):
        value = None
    if not isinstance(value, str):
        raise ValueError("line {} has no string in quotes: {}".format(number, text))
    return value


def charset_of(content):
    _, found, rest = content.partition(b"charset=")
    name = rest.split(b"\\n")[0].split(b'"')[0].strip().decode("ascii", "replace") if found else ""
    return "utf-8" if name in ("", "CHARSET") else name


def catalog(messages):
    """The MO file: a head, the table of keys in order, the table of translations, the texts, each with a zero at its end."""
    # The charset that the header names is that of the source; the texts are UTF-8.
    if b"" in messages:
        header = messages[b""].decode("utf-8")
        messages[b""] = header.replace("charset=" + charset_of(header.encode("utf-8")), "charset=UTF-8").encode("utf-8")
    keys = sorted(messages)
    start = 28 + 16 * len(keys)
    texts, tables = b"", []
    for items in (keys, [messages[key] for key in keys]):
        for item in items:
            tables.append(struct.pack("<II", len(item), start + len(texts)))
            texts += item + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return head + b"".join(tables) + texts + MARK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
