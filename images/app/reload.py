"""Usage: reload.py CELERY_APP COMMAND [ARGUMENT...]

Runs COMMAND and runs it anew when the project's code changes. Django's own autoreloader does the watching, in a
process of its own (--watch), which ends with exit code 3 at a change. A command that ends by itself, because of a
syntax error for instance, is started again at the next change.
"""
import os
import signal
import subprocess
import sys
import time

CHANGED = 3


def main(application, command):
    stopping = []
    children = {}

    def stop(number, _frame):
        stopping.append(number)
        for child in list(children.values()):
            end(child)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        children["watch"] = subprocess.Popen([sys.executable, __file__, "--watch", application])
        children["command"] = subprocess.Popen(command)
        wait_for_change(children, stopping)
        for child in children.values():
            end(child)
        for child in children.values():
            child.wait()
    # A stop that was asked for is a success: Docker shows the exit code.
    return 0


def wait_for_change(children, stopping):
    told = False
    while not stopping:
        code = children["watch"].poll()
        if code == CHANGED:
            print("devenv: the code changed, starting anew", flush=True)
            return
        if code is not None:
            # The watcher itself failed; without it the command would never follow the code.
            children["watch"] = subprocess.Popen([sys.executable, __file__, "--watch", sys.argv[1]])
            time.sleep(1)
        if children["command"].poll() is not None and not told:
            told = True
            print("devenv: ended with {}, waiting for a change".format(children["command"].returncode), flush=True)
        time.sleep(0.1)


def end(child):
    if child.poll() is None:
        child.terminate()


def watch(application):
    # Both make Django's autoreloader watch in this very process instead of starting a child of its own.
    os.environ["RUN_MAIN"] = "true"
    sys.path[0] = os.getcwd()
    from django.utils import autoreload

    if hasattr(autoreload, "run_with_reloader"):
        autoreload.run_with_reloader(load, application)
    else:
        # Django 2.1 and older.
        autoreload.main(load, (application,))


def load(application):
    """Imports what the worker imports, so that the autoreloader knows which files to watch, and stays."""
    import django

    django.setup()
    from celery.app.utils import find_app

    find_app(application).loader.import_default_modules()
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    if sys.argv[1] == "--watch":
        watch(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
