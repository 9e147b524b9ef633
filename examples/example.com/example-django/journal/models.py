from uuid import uuid4

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from trees.models import Species


class Finding(models.Model):
    """A leaf somebody brought home from a walk."""

    species = models.ForeignKey(
        Species, on_delete=models.PROTECT, related_name="findings"
    )
    place = models.CharField(max_length=80)
    found_on = models.DateField()
    note = models.TextField(validators=[MinLengthValidator(10)])
    length_mm = models.PositiveSmallIntegerField("length (mm)", null=True, blank=True)

    class Meta:
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["species", "place", "found_on"],
                name="finding_once_a_day_and_place",
            ),
            models.CheckConstraint(
                condition=Q(length_mm__isnull=True) | Q(length_mm__range=(5, 600)),
                name="finding_of_a_believable_length",
                violation_error_message="A leaf is between 5 and 600 mm long.",
            ),
        ]

    def __str__(self):
        return f"{self.species} at {self.place}"


def photo_path(photo, filename):
    """A name of our own; of the visitor's only the (validated) extension stays."""
    extension = filename.rsplit(".", 1)[-1].lower()
    return f"photos/{timezone.now():%Y/%m}/{uuid4().hex}.{extension}"


class Photo(models.Model):
    """A picture a visitor pressed between the pages."""

    image = models.ImageField(
        upload_to=photo_path, width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    caption = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(width__gt=0, height__gt=0), name="photo_is_not_empty"
            )
        ]

    def __str__(self):
        return self.caption or f"Photo {self.pk}"


class TickManager(models.Manager):
    def record(self, keep=100):
        """Add a tick, and forget all but the newest `keep`."""
        tick = self.create()
        newest = self.order_by("-at", "-pk").values("pk")[:keep]
        self.exclude(pk__in=newest).delete()
        return tick


class Tick(models.Model):
    """A sign of life from celery beat."""

    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = TickManager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%H:%M:%S}"
