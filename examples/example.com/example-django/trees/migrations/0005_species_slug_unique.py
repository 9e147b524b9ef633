from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trees", "0004_fill_slugs")]

    operations = [
        migrations.AlterField(
            model_name="species",
            name="slug",
            field=models.SlugField(
                help_text="Also the name of its plate.", max_length=80, unique=True
            ),
        ),
    ]
