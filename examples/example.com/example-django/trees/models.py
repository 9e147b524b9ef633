from django.db import models
from django.db.models import F, Q

from trees import season
from trees.plates import plate_url


class Species(models.Model):
    class Shape(models.TextChoices):
        LOBED = "lobed", "lobed"
        OVAL = "oval", "oval"
        HEART = "heart", "heart-shaped"
        DIAMOND = "diamond", "diamond"
        FAN = "fan", "fan"
        LANCE = "lance", "lance-shaped"
        FEATHER = "feather", "feathered"

    common_name = models.CharField(max_length=80)
    latin_name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(
        max_length=80, unique=True, help_text="Also the name of its plate."
    )
    family = models.CharField(max_length=60)
    leaf_shape = models.CharField(max_length=10, choices=Shape)
    description = models.TextField()
    turns_from = models.PositiveSmallIntegerField(
        "turns from month", default=9, help_text="The month when its leaves first turn."
    )
    turns_to = models.PositiveSmallIntegerField(
        "turns to month", default=11, help_text="The month when the last ones fall."
    )

    class Meta:
        ordering = ["common_name"]
        verbose_name_plural = "species"
        constraints = [
            models.CheckConstraint(
                condition=Q(turns_from__range=(1, 12), turns_to__range=(1, 12)),
                name="species_turns_in_real_months",
                violation_error_message="Months are numbered from 1 to 12.",
            ),
            models.CheckConstraint(
                condition=~Q(common_name=F("latin_name")),
                name="species_has_two_names",
                violation_error_message="The common name is not the Latin name.",
            ),
        ]

    def __str__(self):
        return self.common_name

    @property
    def season(self):
        return season.describe(self.turns_from, self.turns_to)

    def turns_in(self, month):
        return month in season.months(self.turns_from, self.turns_to)

    @property
    def plate_url(self):
        return plate_url(self.slug)
