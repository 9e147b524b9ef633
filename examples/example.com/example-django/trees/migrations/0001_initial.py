from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Species",
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
                ("common_name", models.CharField(max_length=80)),
                ("latin_name", models.CharField(max_length=80, unique=True)),
                ("family", models.CharField(max_length=60)),
                (
                    "leaf_shape",
                    models.CharField(
                        choices=[
                            ("lobed", "lobed"),
                            ("oval", "oval"),
                            ("heart", "heart-shaped"),
                            ("diamond", "diamond"),
                            ("fan", "fan"),
                            ("lance", "lance-shaped"),
                            ("feather", "feathered"),
                        ],
                        max_length=10,
                    ),
                ),
                ("description", models.TextField()),
            ],
            options={"ordering": ["common_name"], "verbose_name_plural": "species"},
        ),
        migrations.AddConstraint(
            model_name="species",
            constraint=models.CheckConstraint(
                condition=~Q(common_name=F("latin_name")),
                name="species_has_two_names",
                violation_error_message="The common name is not the Latin name.",
            ),
        ),
    ]
