"""Prints, behind "devenv-absent: ", a JSON list of the modules that Python does not find, then, behind "devenv-check: ",
an object with what Django says of the project: the messages of its checks, what its migrations lack, and three settings that
a release depends on. Asks no database.

  check.py deploy|plain MODULE...

`deploy` asks for the checks of `check --deploy` too.
"""
import importlib.util
import inspect
import json
import os
import re
import sys
import traceback

ROOT = "/app/"


def main(kind, modules):
    # The directory of this script must not shadow the project's modules.
    sys.path[0] = os.getcwd()
    tell("absent", [name for name in modules if not is_there(name)])
    try:
        import django

        if "DJANGO_CONFIGURATION" in os.environ:
            import configurations

            configurations.setup()
        django.setup()
        report = {
            "version": django.get_version(),
            "messages": list(messages(kind == "deploy")),
            "migrations": list(migrations()),
            "settings": release_settings(),
        }
    except Exception as error:
        # Python tells the cause first, far above the line that is shown.
        tell("failed", "{}: {}".format(type(error).__name__, error))
        tell("cause", cause_of(error))
        traceback.print_exc()
        return 1
    tell("check", report)
    return 0


def cause_of(error):
    """The sentence of the exception that began it; null where that is the one that is shown."""
    first = error
    while first.__cause__ is not None or (first.__context__ is not None and not first.__suppress_context__):
        first = first.__cause__ if first.__cause__ is not None else first.__context__
    return None if str(first) == str(error) else "{}: {}".format(type(first).__name__, first)


def tell(what, value):
    sys.stdout.write("\ndevenv-{}: {}\n".format(what, json.dumps(value)))
    sys.stdout.flush()


def messages(deploy):
    from django.core import checks

    for message in checks.run_checks(**({"include_deployment_checks": True} if deploy else {})):
        if not message.is_silenced():
            yield {
                "id": message.id,
                "level": message.level,
                "text": str(message.msg),
                "hint": None if message.hint is None else str(message.hint),
                "object": name_of(message.obj),
                "where": place_of(message.obj),
            }


def name_of(thing):
    meta = getattr(thing, "_meta", None)
    if isinstance(thing, type):
        return getattr(meta, "label", None) or thing.__name__
    return None if thing is None else str(thing)


def place_of(thing):
    """The line of the project's own code that defines a class, or the field of one."""
    owner = thing if isinstance(thing, type) else getattr(thing, "model", None) or type(thing)
    try:
        file, (lines, first) = inspect.getsourcefile(owner), inspect.getsourcelines(owner)
    except (OSError, TypeError):
        return None
    name = getattr(thing, "name", None)
    field = re.compile(r"\s+{}\s*=".format(re.escape(name))) if isinstance(name, str) and owner is not thing else None
    at = next((at for at, line in enumerate(lines) if field is not None and field.match(line)), 0)
    return own(file, first + at)


def own(file, line):
    return {"file": file[len(ROOT) :], "line": line} if file is not None and file.startswith(ROOT) else None


def migrations():
    """What `makemigrations --check` finds, by app; `own` is whether the app lies in the repository."""
    from django.apps import apps
    from django.core.management.commands import makemigrations
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.questioner import MigrationQuestioner
    from django.db.migrations.state import ProjectState
    from django.utils import translation

    # Migrations hold texts as they are written, in no language.
    translation.deactivate_all()
    # As makemigrations does, until Django 6 took the argument away.
    lenient = "ignore_no_initial" in inspect.signature(MigrationLoader.__init__).parameters
    loader = MigrationLoader(None, **({"ignore_no_initial": True} if lenient else {}))
    conflicts = loader.detect_conflicts()
    for label, names in sorted(conflicts.items()):
        yield {"app": label, "own": is_own(apps, label), "conflict": sorted(names), "changes": []}
    if conflicts:
        return
    detector = getattr(makemigrations.Command, "autodetector", MigrationAutodetector)
    # The one that asks nobody: what a new field holds for old rows matters to whoever writes the migration.
    questioner = MigrationQuestioner(specified_apps=set(), dry_run=True)
    found = detector(loader.project_state(), ProjectState.from_apps(apps), questioner).changes(graph=loader.graph)
    for label, planned in sorted(found.items()):
        changes = [operation.describe() for migration in planned for operation in migration.operations]
        yield {"app": label, "own": is_own(apps, label), "conflict": [], "changes": changes}


def is_own(apps, label):
    return apps.get_app_config(label).path.startswith(ROOT)


PLACEHOLDER = re.compile(r"change.?me|changeit|placeholder|replace.?me|your.?secret|secret.?key|insecure|example|xxxx", re.I)


def release_settings():
    from django.conf import settings

    try:
        key = str(settings.SECRET_KEY or "")
    except Exception:
        key = ""
    weak = len(key) < 50 or len(set(key)) < 5 or PLACEHOLDER.search(key) is not None
    return {
        "debug": bool(settings.DEBUG),
        "hosts": [str(host) for host in settings.ALLOWED_HOSTS],
        "secret_key": {"set": key != "", "weak": weak, "written": written(key)},
        "places": {name: assignment(name) for name in ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS")},
    }


def written(text):
    """The line of the project's code that has a text; null for a short one, which is everywhere."""
    if len(text) < 8:
        return None
    for file, lines in sources():
        for number, line in enumerate(lines, 1):
            if text in line or repr(text)[1:-1] in line:
                return own(file, number)
    return None


def assignment(name):
    """The last line that sets a setting, in the settings module itself before others."""
    pattern = re.compile(r"\s*{}\s*(:[^=]+)?=[^=]".format(name))
    for file, lines in sources():
        found = [number for number, line in enumerate(lines, 1) if pattern.match(line)]
        if found:
            return own(file, found[-1])
    return None


def sources():
    """The project's own modules that the settings brought in, the settings module first."""
    first = os.environ.get("DJANGO_SETTINGS_MODULE", "")
    above = first.rpartition(".")[0]
    for name in sorted(list(sys.modules), key=lambda one: (one != first, not one.startswith(above), one)):
        file = getattr(sys.modules.get(name), "__file__", None)
        if file is not None and file.startswith(ROOT) and file.endswith(".py") and os.path.isfile(file):
            with open(file, encoding="utf-8", errors="replace") as opened:
                yield file, opened.readlines()


def is_there(name):
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return name in sys.modules


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
