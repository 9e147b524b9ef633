"""Does what devenv asks for on stdin, a JSON object a line, until stdin ends: Django starts once for all of it.

  {"do": "migrate", "vendor": "postgresql", "how": "all-or-nothing"}
  {"do": "load", "fixture": PATH, "known": {}}

Each answer ends with a line that begins with ^D on stdout, its exit code behind it, and on stderr.
"""
import json
import os
import sys
import traceback


def main():
    # The directory of this script must not shadow the project's modules.
    own = sys.path[0]
    sys.path[0] = os.getcwd()
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    # What the project's code reads is not ours to lose.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for line in iter(requests.readline, ""):
        code = answer(own, json.loads(line))
        for stream, text in ((sys.stdout, str(code)), (sys.stderr, "0")):
            stream.write("\n\x04{}\n".format(text))
            stream.flush()


def answer(own, request):
    try:
        if request["do"] == "migrate":
            return ours(own, "migrate").main(request["vendor"], request["how"])
        return ours(own, "loadfixture").main(request["fixture"], request["known"])
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 1
    except Exception:
        traceback.print_exc()
        return 1


def ours(directory, name):
    """A module beside this one, whatever the project calls its own."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("devenv_" + name, os.path.join(directory, name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
