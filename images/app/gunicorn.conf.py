"""How gunicorn serves the project in production."""
import logging
import math
import os


def cores():
    """Cores that this container may use, from its cgroup (v2, then v1), else from its affinity."""
    try:
        with open("/sys/fs/cgroup/cpu.max") as file:
            quota, period = file.read().split()
        if quota != "max":
            return max(1, math.ceil(int(quota) / int(period)))
    except (OSError, ValueError):
        pass
    try:
        with open("/sys/fs/cgroup/cpu/cpu.cfs_quota_us") as file:
            quota = int(file.read())
        with open("/sys/fs/cgroup/cpu/cpu.cfs_period_us") as file:
            period = int(file.read())
        if quota > 0:
            return max(1, math.ceil(quota / period))
    except (OSError, ValueError):
        pass
    return len(os.sched_getaffinity(0))


bind = "0.0.0.0:8000"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2 * cores() + 1)
# The heartbeat file belongs in memory: on a slow disk a busy worker looks dead.
worker_tmp_dir = "/dev/shm"
accesslog = "-"
errorlog = "-"
timeout = 60
# Below the stop_grace_period of the service, so that gunicorn and not Docker ends a slow request.
graceful_timeout = 30
max_requests = 1000
max_requests_jitter = 100
# Only NGINX reaches this port.
forwarded_allow_ips = "*"
# gunicorn 25.1 and later: no control socket below a home directory that is not there.
control_socket_disable = True


def post_worker_init(worker):
    """Makes a worker ready for the requests of NGINX and of the healthcheck."""
    # Those of the healthcheck are nobody's business in the log.
    for name in ("gunicorn.access", "uvicorn.access", "django.request"):
        logging.getLogger(name).addFilter(lambda record: "/-/devenv/health" not in record.getMessage())
    # A router of Channels that names no HTTP leaves it to a second server, which nobody needs here.
    routes = getattr(worker.wsgi, "application_mapping", {"http": None})
    if "http" not in routes:
        from django.core.asgi import get_asgi_application

        routes["http"] = get_asgi_application()
