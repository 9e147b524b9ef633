from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_tick")]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="length_mm",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="length (mm)"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=Q(length_mm__isnull=True) | Q(length_mm__range=(5, 600)),
                name="finding_of_a_believable_length",
                violation_error_message="A leaf is between 5 and 600 mm long.",
            ),
        ),
    ]
