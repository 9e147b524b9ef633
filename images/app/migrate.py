"""Checks that the settings import and use VENDOR ("postgresql", "mysql", "sqlite", or "-" where only Django can say: then
only a file is migrated, since a server that nobody named is not ours to change), then migrates under a lock of the
database's own, so that two runs at once do not meet. `all-or-nothing` wraps all of it in one transaction where the database
and every pending migration allow that: after a failure the database is as before. The last line on stdout is a JSON object
with what Django knows after the import. Returns 5 when the settings fail, 6 when a migration fails and the database is as
before, 7 when a migration fails and what ran before it stays, 8 when parts of it may stay too.
"""
import json
import os
import sys
import traceback

# Two numbers that nobody else uses, "devenv" and "migrate"; MySQL takes a name, and a year for ever.
LOCKS = {
    "postgresql": "SELECT pg_advisory_lock({}, {})".format(0x64657665, 0x6D696772),
    "mysql": "SELECT GET_LOCK('devenv migrate', 31536000)",
}


def main(vendor, how):
    try:
        import django

        if "DJANGO_CONFIGURATION" in os.environ:
            import configurations

            configurations.setup()
        django.setup()
        from django.db import connection

        found = connection.vendor
    except Exception:
        traceback.print_exc()
        return 5
    if vendor not in ("-", found):
        print("devenv: the settings use {}, although {} was meant".format(found, vendor), file=sys.stderr)
        return 5
    if vendor == "-" and found != "sqlite":
        print("devenv: the settings use {}, which is not migrated: devenv did not make it".format(found))
        print(json.dumps(facts(found)))
        return 0
    # What Django prints belongs before the traceback that follows it.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(line_buffering=True)
    before, whole = None, True
    begun = watch()
    try:
        before, whole = applied(connection), all_atomic(connection)
        migrate(connection, found, how == "all-or-nothing" and whole)
    except Exception:
        print()
        traceback.print_exc()
        # Here a transaction ends with each change of a table.
        if found == "mysql":
            return 8 if begun else 6
        if begun and not begun[-1].atomic:
            return 8
        return 6 if before is None or (whole and applied(connection) == before) else 7
    print(json.dumps(facts(found)))
    return 0


def migrate(connection, vendor, atomic):
    from django.core.management import call_command
    from django.db import transaction

    if vendor not in LOCKS:
        call_command("migrate", interactive=False)
        return
    # A session of its own holds the lock: migrations may close the default connection.
    lock = connection.copy() if hasattr(connection, "copy") else connection
    try:
        with lock.cursor() as cursor:
            cursor.execute(LOCKS[vendor])
        if not atomic or vendor == "mysql":
            call_command("migrate", interactive=False)
            return
        try:
            with transaction.atomic():
                call_command("migrate", interactive=False)
        except Exception as error:
            # Rows written and their table altered in one transaction: Postgres wants two.
            if "pending trigger events" not in str(error):
                raise
            call_command("migrate", interactive=False)
    finally:
        lock.close()


def watch():
    """A list that holds the migrations that begin from now on."""
    from django.db.migrations.executor import MigrationExecutor

    begun, apply = [], MigrationExecutor.apply_migration

    def noting(self, state, migration, *args, **kwargs):
        begun.append(migration)
        return apply(self, state, migration, *args, **kwargs)

    MigrationExecutor.apply_migration = noting
    return begun


def applied(connection):
    from django.db.migrations.recorder import MigrationRecorder

    return set(MigrationRecorder(connection).applied_migrations())


def all_atomic(connection):
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return all(migration.atomic for migration, _ in plan)


def facts(vendor):
    from django.conf import settings

    return {
        "vendor": vendor,
        "apps": list(settings.INSTALLED_APPS),
        "static": {"url": settings.STATIC_URL, "root": text(settings.STATIC_ROOT)},
        "media": {"url": settings.MEDIA_URL, "root": text(settings.MEDIA_ROOT)},
        "admin": admin(),
        "addresses": named(settings),
    }


def named(settings):
    """The addresses; none where a backend of the project's own names its places in a way that nobody else knows."""
    try:
        return list(addresses(settings))
    except (AttributeError, TypeError, ValueError):
        return []


def addresses(settings):
    """Where the stores are that the settings finally name: {"setting", "host", "port"}, without logins."""
    for alias, database in settings.DATABASES.items():
        yield from address("DATABASES." + alias, database.get("HOST"), database.get("PORT"))
    for alias, cache in getattr(settings, "CACHES", {}).items():
        places = cache.get("LOCATION") or ()
        for place in str(places).split(";") if isinstance(places, (str, os.PathLike)) else places:
            yield from address("CACHES." + alias, place)
    for name in ("CELERY_BROKER_URL", "BROKER_URL", "CELERY_RESULT_BACKEND"):
        for place in str(getattr(settings, name, None) or "").split(";"):
            yield from address(name, place)
    for alias, layer in (getattr(settings, "CHANNEL_LAYERS", None) or {}).items():
        for place in (layer.get("CONFIG") or {}).get("hosts") or ():
            place = place.get("address") if isinstance(place, dict) else place
            yield from address("CHANNEL_LAYERS." + alias, *(place[:2] if isinstance(place, (tuple, list)) else (place,)))


def address(setting, place, port=None):
    """Of a URL, host:port, or a host; nothing for files, sockets and names that are no address."""
    from urllib.parse import urlsplit

    place = str(place or "")
    is_url = "://" in place
    if place.startswith(("/", "unix:")) or not (is_url or port or ":" in place or setting.startswith("DATABASES.")):
        return
    try:
        parts = urlsplit(place if is_url else "//" + place)
        if parts.hostname and parts.scheme not in ("file", "unix", "redis+socket"):
            yield {"setting": setting, "host": parts.hostname, "port": int(port or parts.port or 0) or None}
    except ValueError:
        return


def text(value):
    return None if value is None else str(value)


def admin():
    """Path of the admin's start page, None where there is none."""
    try:
        try:
            from django.urls import reverse
        except ImportError:
            from django.core.urlresolvers import reverse
        return reverse("admin:index")
    except Exception:
        return None

