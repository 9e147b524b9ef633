"""Usage: health.py [HOST]. Exits 0 when Django answers a request below 500, else 1 with the reason."""
import http.client
import sys


def probe(host):
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=5)
    headers = {"Host": host, "X-Forwarded-Proto": "https", "User-Agent": "devenv-health"}
    connection.request("GET", "/-/devenv/health", headers=headers)
    return connection.getresponse().status


try:
    status = probe(sys.argv[1] if len(sys.argv) > 1 else "localhost")
except (OSError, http.client.HTTPException) as error:
    sys.exit("no answer on port 8000: {}".format(error))
if status >= 500 or status == 400:
    sys.exit("Django answered {}".format(status))
