import json

from celery.result import AsyncResult
from django.db.models import Count
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from trees.models import Species
from trees.plates import DEFAULT_PLATE, find_plate
from trees.tasks import mix_palette

REDIS_AWAY = "Redis does not answer, so there are no tasks now."
# Celery raises a bare RuntimeError when it gives up waiting for its results store.
REDIS_ERRORS = (BrokerError, RedisError, RuntimeError)


@require_safe
@never_cache
def species_list(request):
    month = timezone.localdate().month
    # Grouping drops the order of the model's Meta.
    species = Species.objects.annotate(finding_count=Count("findings")).order_by(
        "common_name"
    )
    return JsonResponse(
        {
            "results": [
                {
                    "slug": one.slug,
                    "common_name": one.common_name,
                    "latin_name": one.latin_name,
                    "family": one.family,
                    "leaf_shape": one.get_leaf_shape_display(),
                    "description": one.description,
                    "season": one.season,
                    "turning_now": one.turns_in(month),
                    "findings": one.finding_count,
                    "plate": one.plate_url,
                }
                for one in species
            ]
        }
    )


@require_POST
def task_start(request):
    """Send a palette task. JSON or a form may name the `plate` by its slug."""
    fields = request.POST
    if request.content_type == "application/json":
        try:
            fields = json.loads(request.body or "{}")
        except ValueError:
            fields = None
        if not isinstance(fields, dict):
            return JsonResponse({"error": "The body is not a JSON object."}, status=400)
    plate = str(fields.get("plate", DEFAULT_PLATE))
    if not find_plate(plate):
        return JsonResponse({"error": "There is no such plate."}, status=404)
    try:
        task = mix_palette.delay(plate)
    except REDIS_ERRORS:
        return JsonResponse({"error": REDIS_AWAY}, status=503)
    return JsonResponse({"id": task.id}, status=202)


@require_safe
@never_cache
def task_detail(request, task_id):
    """How far a task is. Celery calls a task it never heard of PENDING too."""
    task = AsyncResult(str(task_id))
    try:
        state, result = task.state, task.result
    except REDIS_ERRORS:
        return JsonResponse({"error": REDIS_AWAY}, status=503)
    if state != "SUCCESS":
        result = None
    return JsonResponse({"id": task.id, "state": state, "result": result})
