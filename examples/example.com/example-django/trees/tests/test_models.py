from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import TestCase, TransactionTestCase

from trees.models import Species


def make_species(**fields):
    return Species.objects.create(
        **{
            "common_name": "Aspen",
            "latin_name": "Populus tremula",
            "slug": "aspen",
            "family": "Salicaceae",
            "leaf_shape": Species.Shape.OVAL,
            "description": "It trembles.",
        }
        | fields
    )


class SpeciesTests(TestCase):
    def test_latin_names_are_unique(self):
        make_species()
        with self.assertRaises(IntegrityError):
            make_species(slug="another-aspen")

    def test_postgres_refuses_a_thirteenth_month(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            make_species(turns_to=13)

    def test_a_form_says_why(self):
        species = make_species()
        species.turns_from = 0
        with self.assertRaisesMessage(ValidationError, "numbered from 1 to 12"):
            species.full_clean()

    def test_season_may_cross_the_new_year(self):
        species = make_species(turns_from=11, turns_to=1)
        self.assertTrue(species.turns_in(12))
        self.assertFalse(species.turns_in(6))
        self.assertEqual(species.season, "November to January")

    def test_a_species_without_a_plate_has_no_url(self):
        self.assertIsNone(make_species().plate_url)


class QuickstartTests(TestCase):
    fixtures = ["quickstart"]

    def test_the_superuser_can_enter_the_admin(self):
        self.assertTrue(self.client.login(username="admin", password="admin"))
        for page in ("trees/species", "journal/finding", "journal/photo"):
            self.assertContains(self.client.get(f"/admin/{page}/"), "Leafbook")

    def test_every_species_is_valid_and_has_a_plate(self):
        for species in Species.objects.all():
            species.full_clean()
            self.assertIsNotNone(finders.find(f"trees/plates/{species.slug}.webp"))


class FillSlugsTests(TransactionTestCase):
    """The data migration, run backwards and forwards over rows that exist."""

    def migrate(self, *targets):
        executor = MigrationExecutor(connection)
        executor.migrate(list(targets))
        return executor.loader.project_state(list(targets)).apps

    def tearDown(self):
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())

    def test_namesakes_get_different_slugs(self):
        apps = self.migrate(("trees", "0003_species_slug"))
        OldSpecies = apps.get_model("trees", "Species")
        for latin_name in ("Betula pubescens", "Betula nana"):
            OldSpecies.objects.create(common_name="Dwarf birch", latin_name=latin_name)

        self.migrate(("trees", "0005_species_slug_unique"))
        slugs = Species.objects.order_by("pk").values_list("slug", flat=True)
        self.assertEqual(list(slugs), ["dwarf-birch", "dwarf-birch-2"])

        apps = self.migrate(("trees", "0003_species_slug"))
        slugs = apps.get_model("trees", "Species").objects.values_list("slug", flat=True)
        self.assertEqual(set(slugs), {""})
