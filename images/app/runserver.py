"""Usage: runserver.py [--messages=DIRECTORY:...] [--asgi=MODULE:OBJECT] MANAGE ARGUMENT...

Runs `MANAGE ARGUMENT...` in this process and in those that Django's autoreloader starts. The autoreloader keeps a
server alive whose code does not import, and waits for a change. That is right while somebody edits; but a container
that starts with such code would never serve and never say why, so the first process ends then, with its traceback.
With --asgi, a runserver that would serve WSGI serves that ASGI application instead, by uvicorn; one that is ASGI by
itself, as daphne's, stays as it is. With --messages, translations are compiled before. A manage.py or a runserver of
the project's own that starts Node's programs too goes on without them: the front end is built beside this image.
"""
import logging
import os
import subprocess
import sys
import threading

BEGUN = "/tmp/devenv-begun"


# Python 3.7 and older have none.
report = getattr(threading, "excepthook", None)


def end_with_server(args):
    """A server that dies at the first start ends the process."""
    report(args)
    if args.thread is not None and args.thread.name == "django-main-thread":
        sys.stderr.flush()
        os._exit(1)


def begin():
    if "RUN_MAIN" not in os.environ:
        if os.path.exists(BEGUN):
            os.remove(BEGUN)
        if sys.argv[1].startswith("--messages="):
            directories = sys.argv.pop(1)[len("--messages=") :].split(":")
            # A broken catalog leaves a page in its first language; who started the container reads why.
            subprocess.call([sys.executable, os.path.join(sys.path[0], "messages.py")] + directories)
        if sys.argv[1].startswith("--asgi="):
            os.environ["DEVENV_ASGI"] = sys.argv.pop(1)[len("--asgi=") :]
        # Django starts its child with the arguments that it finds, which must be its own.
        os.environ["DEVENV_MANAGE"] = sys.argv.pop(1)
        return
    if not os.path.exists(BEGUN) and report is not None:
        threading.excepthook = end_with_server
    open(BEGUN, "w").close()


def leave_out_probes():
    """The healthcheck's requests are nobody's business in the log."""
    for name in ("django.server", "django.request", "uvicorn.access"):
        logging.getLogger(name).addFilter(lambda record: "/-/devenv/health" not in record.getMessage())


class Popen(subprocess.Popen):
    """Node's programs are not in the image: where one is started, a process that ends at once stands for it."""

    NODE = {"node", "npm", "npx", "npm-watch", "yarn", "pnpm", "bun", "gulp", "grunt", "webpack", "vite"}

    def __init__(self, args, *more, **named):
        try:
            super().__init__(args, *more, **named)
        except FileNotFoundError:
            program = os.path.basename(str(args if isinstance(args, str) else list(args)[0]))
            if program not in self.NODE:
                raise
            print("devenv: %s is not in this image and not started; the front end is built beside it" % program, file=sys.stderr)
            super().__init__([sys.executable, "-c", ""], *more, **named)


def serve_asgi(address, port, wsgi_handler, *_, **__):
    """What Django's runserver calls to serve, after its checks and inside its autoreloader."""
    import importlib

    import uvicorn
    from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler, StaticFilesHandler

    module, name = os.environ["DEVENV_ASGI"].split(":")
    application = getattr(importlib.import_module(module), name)
    # A router of Channels that names no HTTP leaves it to a second server, which nobody needs here.
    routes = getattr(application, "application_mapping", {"http": None})
    if "http" not in routes:
        from django.core.asgi import get_asgi_application

        routes["http"] = get_asgi_application()
    if isinstance(wsgi_handler, StaticFilesHandler):
        application = ASGIStaticFilesHandler(application)
    uvicorn.run(application, host=address, port=port)


if __name__ == "__main__":
    begin()
    leave_out_probes()
    subprocess.Popen = Popen
    manage = os.path.join(os.getcwd(), os.environ["DEVENV_MANAGE"])
    # The directory of this script must not shadow the project's modules.
    sys.path[0] = os.getcwd()
    if "DEVENV_ASGI" in os.environ:
        from django.core.management.commands import runserver

        runserver.run = serve_asgi
    with open(manage, "rb") as source:
        code = compile(source.read(), manage, "exec")
    exec(code, {"__name__": "__main__", "__file__": manage, "__builtins__": __builtins__})
