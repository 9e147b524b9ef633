"""Loads a fixture, but never over a row that somebody changed. A row is taken for unchanged when it still has the values
that this fixture gave it last, which .devenv/fixtures keeps as hashes; the caller hands them in
as {key: hash} and gets the new ones as the last line on stdout: {"loaded": n, "kept": [key...], "rows": {key: hash}}.
Returns 5 when the settings fail, 6 when the fixture is broken: the last line on stderr is "devenv: PATH:LINE: OBJECT, FIELD: why"
then, its line only where the format is JSON.
"""
import hashlib
import importlib
import json
import os
import re
import sys
import traceback


def main(path, known):
    try:
        import django

        if "DJANGO_CONFIGURATION" in os.environ:
            import configurations

            configurations.setup()
        django.setup()
    except Exception:
        traceback.print_exc()
        return 5
    try:
        print(json.dumps(load(path, known)))
    except Broken as error:
        print("devenv: {}".format(" ".join(str(error).split())), file=sys.stderr)
        return 6
    return 0


PACKERS = {".gz": "gzip", ".bz2": "bz2", ".xz": "lzma", ".lzma": "lzma"}


class Broken(Exception):
    """What is wrong with the fixture, and where."""


def load(path, known):
    from django.db import connection, transaction

    loaded, kept, rows, items = 0, [], {}, []
    # An object may refer to one that follows; MySQL asks at once, Postgres at the end.
    with transaction.atomic(), connection.constraint_checks_disabled():
        for place, item in read(path):
            key = name(item)
            try:
                if changed(item, known.get(key)):
                    kept.append(key)
                    if key in known:
                        rows[key] = known[key]
                    continue
                item.save()
                rows[key] = digest(stored(item))
            except Exception as error:
                raise Broken("{} {}: {}".format(place, key, error))
            items.append((place, item))
            loaded += 1
        check_constraints(path, items)
        reset_sequences({type(item.object) for _, item in items})
    return {"loaded": loaded, "kept": kept, "rows": rows}


def read(path):
    """Yields "PATH:LINE:" and the object, one after the other: a natural key may refer to an object before it."""
    format_name, content = unpacked(path)
    if format_name == "json":
        for line, raw in parse(path, content.decode("utf-8")):
            place = "{}:{}:".format(path, line)
            for item in deserialize("python", [raw], place, raw):
                yield place, item
        return
    place = "{}:".format(path)
    for item in deserialize("yaml" if format_name == "yml" else format_name, content, place, None):
        yield place, item


def unpacked(path):
    """The format by its suffix and the bytes, unpacked as loaddata does."""
    name, suffix = os.path.splitext(path)
    packer = PACKERS.get(suffix.lower())
    with open(path, "rb") as file:
        content = file.read()
    if packer is None:
        return suffix[1:].lower(), content
    try:
        # Not every Python has all three.
        return os.path.splitext(name)[1][1:].lower(), importlib.import_module(packer).decompress(content)
    except Exception as error:
        raise Broken("{}: {}".format(path, error))


def parse(path, text):
    """Yields each object of a JSON list with its line."""
    decoder = json.JSONDecoder()
    gap = re.compile(r"[\s,]*")
    try:
        if not isinstance(json.loads(text), list):
            raise Broken("{}:1: a fixture is a list of objects".format(path))
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise Broken("{}:{}: no valid JSON: {}".format(path, line, error))
    position = gap.match(text, text.index("[") + 1).end()
    while text[position] != "]":
        raw, end = decoder.raw_decode(text, position)
        yield text.count("\n", 0, position) + 1, raw
        position = gap.match(text, end).end()


def deserialize(format_name, content, place, raw):
    from django.core import serializers

    try:
        for item in serializers.deserialize(format_name, content, ignorenonexistent=False):
            yield item
    except Exception as error:
        raise Broken("{} {}{}".format(place, whose(raw), cause(error)))


def whose(raw):
    """Object and field that do not fit, as far as can be seen: "trees.species 1, turns_to: "."""
    if not isinstance(raw, dict) or "model" not in raw:
        return ""
    return "{} {}{}: ".format(raw["model"], raw.get("pk", "without pk"), misfit(raw))


def misfit(raw):
    from django.apps import apps

    try:
        model = apps.get_model(raw["model"])
        model._meta.pk.to_python(raw.get("pk"))
    except (LookupError, ValueError):
        return ""
    except Exception:
        return ", pk"
    for field, value in (raw.get("fields") or {}).items():
        try:
            known = model._meta.get_field(field)
            known = getattr(known, "target_field", known)
            if value is not None and not isinstance(value, list):
                known.to_python(value)
        except Exception:
            return ", {}".format(field)
    return ""


def cause(error):
    """Django wraps errors in an error without words or with words about itself."""
    inner = error.__cause__ or error.__context__ or error
    messages = getattr(inner, "messages", None)
    return " ".join(messages) if messages else str(error) or str(inner) or type(inner).__name__


def name(item):
    model = item.object
    key = model.pk if model.pk is not None else ",".join(map(str, natural(model)))
    return "{}.{} {}".format(model._meta.app_label, model._meta.model_name, key)


def natural(model):
    return model.natural_key() if hasattr(model, "natural_key") else ()


def stored(item):
    """The row as it is in the database, None where there is none."""
    model = type(item.object)
    row = model._base_manager.filter(pk=item.object.pk).first()
    if row is None:
        return None
    values = {field.attname: field.value_to_string(row) for field in model._meta.concrete_fields}
    for field in sorted(item.m2m_data or {}):
        values[field] = sorted(str(pk) for pk in getattr(row, field).values_list("pk", flat=True))
    return values


def wanted(item):
    model = type(item.object)
    values = {field.attname: field.value_to_string(item.object) for field in model._meta.concrete_fields}
    for field, related in (item.m2m_data or {}).items():
        values[field] = sorted(str(getattr(one, "pk", one)) for one in related)
    return values


def changed(item, known):
    """Whether a row stands there that is neither what the fixture says nor what it said last time."""
    row = stored(item)
    if row is None or digest(row) == known:
        return False
    return any(row.get(field) != value for field, value in wanted(item).items())


def digest(values):
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def check_constraints(path, items):
    """Foreign keys are checked at the end; which object is to blame must be looked up."""
    from django.db import connection, transaction

    try:
        with transaction.atomic():
            connection.check_constraints()
    except Exception as error:
        for place, item in items:
            for field in item.object._meta.concrete_fields:
                if is_dangling(item.object, field):
                    key = getattr(item.object, field.attname)
                    what = "there is no {} {}".format(field.related_model._meta.label_lower, key)
                    raise Broken("{} {}, {}: {}".format(place, name(item), field.name, what))
        raise Broken("{}: {}".format(path, error))


def is_dangling(row, field):
    key = getattr(row, field.attname)
    if field.remote_field is None or key is None:
        return False
    return not field.related_model._base_manager.filter(**{field.target_field.attname: key}).exists()


def reset_sequences(models):
    from django.core.management.color import no_style
    from django.db import connection

    statements = connection.ops.sequence_reset_sql(no_style(), list(models))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

