"""Usage: reload.py CELERY_APP|- COMMAND [ARGUMENT...]

Runs COMMAND and runs it anew when the project's code changes. Django's own autoreloader does the watching, in a
process of its own (--watch), which ends with exit code 3 at a change. A command that ends by itself, because of a
syntax error for instance, is started again at the next change. One that never came to life ends all of it: whoever
started the container shall learn why. A command that is not celery's (-) gives no sign of life by itself: it gets one
as long as it lives.
"""
import os
import signal
import subprocess
import sys
import time

CHANGED = 3
# runcelery.py touches it.
ALIVE = "/tmp/devenv-alive"
# A command that lives so many seconds has come to life.
ALIVE_AFTER = 2


def main(application, command):
    stopping = []
    children = {}

    def stop(number, _frame):
        stopping.append(number)
        for child in list(children.values()):
            end(child)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    forget()
    first = True
    while not stopping:
        children["watch"] = subprocess.Popen([sys.executable, __file__, "--watch", application])
        children["command"] = subprocess.Popen(command)
        dead = wait_for_change(children, stopping, first)
        first = False
        for child in children.values():
            end(child)
        for child in children.values():
            child.wait()
        if dead:
            return dead
    # A stop that was asked for is a success: Docker shows the exit code.
    return 0


def wait_for_change(children, stopping, first):
    """Returns the code of a first command that ended before it came to life, else 0."""
    told = False
    begun = touched = time.time()
    while not stopping:
        code = children["watch"].poll()
        if code == CHANGED:
            print("devenv: the code changed, starting anew", flush=True)
            return 0
        ended = children["command"].poll()
        if sys.argv[1] == "-" and ended is None and time.time() - begun > ALIVE_AFTER and time.time() - touched > 2:
            touched = time.time()
            open(ALIVE, "a").close()
            os.utime(ALIVE, None)
        if ended is not None and not told:
            if first and not os.path.exists(ALIVE):
                return ended or 1
            told = True
            forget()
            print("devenv: ended with {}, waiting for a change".format(ended), flush=True)
        if code is not None:
            # The watcher itself failed; without it the command would never follow the code.
            children["watch"] = subprocess.Popen([sys.executable, __file__, "--watch", sys.argv[1]])
            time.sleep(1)
        time.sleep(0.1)
    return 0


def forget():
    """The healthcheck shall not take an earlier command's sign of life for this one's."""
    if os.path.exists(ALIVE):
        os.remove(ALIVE)


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

    if "DJANGO_CONFIGURATION" in os.environ:
        import configurations

        configurations.setup()
    django.setup()
    if application != "-":
        from celery.app.utils import find_app

        find_app(application).loader.import_default_modules()
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    if sys.argv[1] == "--watch":
        watch(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
