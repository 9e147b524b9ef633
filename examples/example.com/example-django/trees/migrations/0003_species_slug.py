from django.db import migrations, models


class Migration(migrations.Migration):
    """Slugs come in three steps: an empty column, its content, its constraint."""

    dependencies = [("trees", "0002_species_season")]

    operations = [
        migrations.AddField(
            model_name="species",
            name="slug",
            field=models.SlugField(max_length=80, blank=True, default="", db_index=False),
            preserve_default=False,
        ),
    ]
