"""Usage: runcelery.py ARGUMENT...

Runs `celery ARGUMENT...` in this process and touches /tmp/devenv-alive as it works: a worker at each of its
heartbeats, beat at each tick of its schedule. The healthcheck looks at the age of that file.
"""
import os
import sys

ALIVE = "/tmp/devenv-alive"


def touch(**_):
    with open(ALIVE, "a"):
        os.utime(ALIVE, None)


def watch_worker():
    from celery import signals

    signals.worker_ready.connect(touch, weak=False)
    signals.heartbeat_sent.connect(touch, weak=False)


def watch_beat():
    from celery import beat

    get_scheduler = beat.Service.get_scheduler

    def watched(self, *args, **kwargs):
        scheduler = get_scheduler(self, *args, **kwargs)
        # Of the one that is there: some, such as redbeat's, do not ask celery's own.
        tick = scheduler.tick

        def alive(*args, **kwargs):
            touch()
            # Sleeping longer would make a living beat look dead.
            return min(tick(*args, **kwargs), 30)

        scheduler.tick = alive
        return scheduler

    beat.Service.get_scheduler = watched


if __name__ == "__main__":
    # The directory of this script must not shadow the project's modules.
    sys.path[0] = os.getcwd()
    sys.argv[0] = "celery"
    # Before anything else is imported: a pool of greenlets patches the standard library.
    from celery import maybe_patch_concurrency

    maybe_patch_concurrency()
    watch_worker()
    watch_beat()
    from celery.__main__ import main

    sys.exit(main())
