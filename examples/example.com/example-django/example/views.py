"""The front door, the CSRF token, and how each part of the site is doing."""

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from journal.models import Finding, Photo, Tick
from trees.models import Species


@require_safe
def index(request):
    return render(request, "index.html")


@require_safe
@never_cache
def csrf(request):
    """Set the CSRF cookie and return the token to send as X-CSRFToken."""
    return JsonResponse({"token": get_token(request)})


@require_safe
@never_cache
def status(request):
    parts = {
        "postgres": postgres_status(),
        "redis": redis_status(),
        "celery": celery_status(),
        "beat": beat_status(),
    }
    well = all(part["answers"] for part in parts.values())
    return JsonResponse({"status": "ok" if well else "degraded"} | parts)


def postgres_status():
    try:
        return {
            "answers": True,
            "species": Species.objects.count(),
            "findings": Finding.objects.count(),
            "photos": Photo.objects.count(),
        }
    except OperationalError:
        return {"answers": False}


def redis_status():
    try:
        cache.set("status", "ok", 10)
        return {"answers": cache.get("status") == "ok"}
    except RedisError:
        return {"answers": False}


def ping_workers():
    """How many celery workers answer a ping (it stops at the first)."""
    return len(current_app.control.ping(timeout=1, limit=1))


def celery_status():
    """Whether celery answers; it is asked at most once in five seconds."""
    try:
        return {"answers": cache.get_or_set("workers", ping_workers, 5) > 0}
    except (RedisError, BrokerError):
        return {"answers": False}


def beat_status():
    """The last tick; beat answers while it is less than three intervals old."""
    quiet = {"answers": False, "at": None, "age": None}
    beat = {"interval": settings.BEAT_INTERVAL}
    try:
        tick = Tick.objects.first()
    except OperationalError:
        return beat | quiet
    if tick is None:
        return beat | quiet
    age = max(0.0, (timezone.now() - tick.at).total_seconds())
    return beat | {
        "answers": age < 3 * settings.BEAT_INTERVAL,
        "at": tick.at.isoformat(),
        "age": round(age, 2),
    }
