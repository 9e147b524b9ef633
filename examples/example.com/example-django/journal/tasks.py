from celery import shared_task

from journal.models import Tick


@shared_task(ignore_result=True)
def record_tick():
    Tick.objects.record()
