from django.db import migrations
from django.utils.text import slugify


def fill_slugs(apps, schema_editor):
    """Name each species after its common name; namesakes get a number."""
    Species = apps.get_model("trees", "Species")
    taken = set(Species.objects.exclude(slug="").values_list("slug", flat=True))
    for species in Species.objects.filter(slug="").order_by("pk"):
        stem = slugify(species.common_name)[:70] or "species"
        slug, number = stem, 1
        while slug in taken:
            number += 1
            slug = f"{stem}-{number}"
        taken.add(slug)
        species.slug = slug
        species.save(update_fields=["slug"])


def empty_slugs(apps, schema_editor):
    apps.get_model("trees", "Species").objects.update(slug="")


class Migration(migrations.Migration):
    dependencies = [("trees", "0003_species_slug")]

    operations = [migrations.RunPython(fill_slugs, empty_slugs)]
