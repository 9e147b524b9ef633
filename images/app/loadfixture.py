"""Usage: loadfixture.py FIXTURE

Loads a fixture, but never over a row that somebody changed. A row is taken for unchanged when it still has the values
that this fixture gave it last, which .devenv/fixtures keeps as hashes; the caller hands them in on stdin as JSON
({key: hash}) and gets the new ones as the last line on stdout: {"loaded": n, "kept": [key...], "rows": {key: hash}}.
Exits 6 when the fixture is broken, naming the object and the field.
"""
import hashlib
import json
import os
import sys


def main(path):
    sys.path.insert(0, os.getcwd())
    known = json.loads(sys.stdin.read() or "{}")
    import django

    django.setup()
    from django.core.serializers.base import DeserializationError
    from django.db import transaction

    loaded, kept, rows = 0, [], {}
    current = None
    try:
        with transaction.atomic():
            for current in read(path):
                key = name(current)
                if changed(current, known.get(key)):
                    kept.append(key)
                    if key in known:
                        rows[key] = known[key]
                    continue
                current.save()
                rows[key] = digest(stored(current))
                loaded += 1
            check_constraints()
            reset_sequences({type(item.object) for item in read(path)})
    except DeserializationError as error:
        return broken(path, str(error))
    except Exception as error:
        return broken(path, "{}: {}".format(name(current) if current else "the file", error))
    print(json.dumps({"loaded": loaded, "kept": kept, "rows": rows}))
    return 0


def broken(path, what):
    print("devenv: {}: {}".format(path, " ".join(what.split())), file=sys.stderr)
    return 6


def read(path):
    from django.core import serializers

    format_name = os.path.splitext(path)[1][1:].lower()
    with open(path, "rb") as file:
        content = file.read()
    options = {"ignorenonexistent": False}
    return list(serializers.deserialize("yaml" if format_name == "yml" else format_name, content, **options))


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
    return {field.attname: field.value_to_string(item.object) for field in model._meta.concrete_fields}


def changed(item, known):
    """Whether a row stands there that is neither what the fixture says nor what it said last time."""
    row = stored(item)
    if row is None or digest(row) == known:
        return False
    return any(row.get(field) != value for field, value in wanted(item).items())


def digest(values):
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def check_constraints():
    from django.db import connection

    connection.check_constraints()


def reset_sequences(models):
    from django.core.management.color import no_style
    from django.db import connection

    statements = connection.ops.sequence_reset_sql(no_style(), list(models))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
