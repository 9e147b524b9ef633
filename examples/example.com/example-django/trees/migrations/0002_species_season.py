from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("trees", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="species",
            name="turns_from",
            field=models.PositiveSmallIntegerField(
                default=9,
                help_text="The month when its leaves first turn.",
                verbose_name="turns from month",
            ),
        ),
        migrations.AddField(
            model_name="species",
            name="turns_to",
            field=models.PositiveSmallIntegerField(
                default=11,
                help_text="The month when the last ones fall.",
                verbose_name="turns to month",
            ),
        ),
        migrations.AddConstraint(
            model_name="species",
            constraint=models.CheckConstraint(
                condition=Q(turns_from__range=(1, 12), turns_to__range=(1, 12)),
                name="species_turns_in_real_months",
                violation_error_message="Months are numbered from 1 to 12.",
            ),
        ),
    ]
