"""Usage: collected.py COMMAND [ARGUMENT...]: becomes COMMAND, once the static files are where the settings look them up.

An image has them as the settings that ship collect them. Those of the tests may want a manifest, and without it every
page that names a file fails.
"""
import os
import sys


def main(command):
    # The directory of this script must not shadow the project's modules.
    sys.path[0] = os.getcwd()
    try:
        collect()
    except (Exception, SystemExit) as error:
        # The tests still say for themselves what they miss.
        print("! Static files could not be collected for the tests: {}: {}".format(type(error).__name__, error), file=sys.stderr)
    sys.stderr.flush()
    os.execvp(command[0], command)


def collect():
    import django
    from django.conf import settings

    if "DJANGO_CONFIGURATION" in os.environ:
        import configurations

        configurations.setup()
    django.setup()
    if "django.contrib.staticfiles" not in settings.INSTALLED_APPS:
        return
    from django.contrib.staticfiles.storage import staticfiles_storage
    from django.core.management import call_command

    if hasattr(staticfiles_storage, "read_manifest") and staticfiles_storage.read_manifest() is None:
        call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:])
