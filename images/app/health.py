"""Usage: health.py [HOST [PATH]]. Exits 0 when Django answers a request below 500, else 1 with the reason.

The request is for a path that no project has. Where a view of the project's own takes every path and fails, as without
its front end, Django is well all the same when it answers at PATH.
"""
import http.client
import sys

UNKNOWN = "/-/devenv/health"


def probe(host, path):
    # Not from 127.0.0.1: what INTERNAL_IPS opens to developers, such as a toolbar, no visitor gets.
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=15, source_address=("127.0.0.2", 0))
    # With DEBUG on, Django tells an error as text to whoever looks like a script.
    headers = {
        "Host": host,
        "X-Forwarded-Proto": "https",
        "User-Agent": "devenv-health",
        "Accept": "text/plain",
        "X-Requested-With": "XMLHttpRequest",
    }
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    return response.status, response.read(2000).decode("utf-8", "replace")


def reason(text):
    """What an answer says in its first two lines, unless it is a page."""
    lines = [line.strip() for line in text.split("\n\n")[0].splitlines()]
    return "" if text.lstrip().startswith("<") else ": ".join(lines[:2])


def main(host="localhost", known=None):
    status, text = probe(host, UNKNOWN)
    if status >= 500 and known is not None and probe(host, known)[0] < 400:
        return None
    return "Django answered {} {}".format(status, reason(text)).rstrip() if status >= 500 or status == 400 else None


try:
    sys.exit(main(*sys.argv[1:]))
except (OSError, http.client.HTTPException) as error:
    sys.exit("no answer on port 8000: {}".format(error))
