import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_photo")]

    operations = [
        migrations.CreateModel(
            name="Tick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now
                    ),
                ),
            ],
            options={"ordering": ["-at", "-pk"]},
        ),
    ]
