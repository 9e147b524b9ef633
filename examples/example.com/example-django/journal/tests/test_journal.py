from datetime import date, timedelta
from unittest.mock import patch

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase
from redis.exceptions import ConnectionError as RedisConnectionError

from journal.models import Finding, Tick
from journal.tasks import record_tick
from trees.tests.test_models import make_species


class FindingTests(TestCase):
    def find(self, **fields):
        return Finding.objects.create(
            **{"place": "Gate", "found_on": date(2025, 10, 1), "note": "On the path."}
            | fields
        )

    def test_once_a_day_and_place(self):
        species = make_species()
        self.find(species=species)
        self.find(species=species, found_on=date(2025, 10, 2))
        with self.assertRaises(IntegrityError):
            self.find(species=species)

    def test_a_leaf_as_long_as_a_boat(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            self.find(species=make_species(), length_mm=6000)

    def test_the_newest_comes_first(self):
        species = make_species()
        for day in (3, 9, 6):
            self.find(species=species, found_on=date(2025, 10, day))
        with self.assertNumQueries(1):
            results = self.client.get("/api/findings/").json()["results"]
        days = [one["found_on"][-2:] for one in results]
        self.assertEqual(days, ["09", "06", "03"])


class TickTests(PropertyTestCase):
    @given(
        st.lists(st.integers(min_value=1, max_value=10_000), max_size=12),
        st.integers(min_value=1, max_value=8),
    )
    def test_only_the_newest_are_kept(self, ages, keep):
        now = timezone.now()
        Tick.objects.bulk_create(Tick(at=now - timedelta(seconds=age)) for age in ages)
        tick = Tick.objects.record(keep=keep)
        left = list(Tick.objects.all())
        self.assertEqual(left[0], tick)
        self.assertEqual(
            [round((now - one.at).total_seconds()) for one in left[1:]],
            sorted(ages)[: keep - 1],
        )


class StatusTests(TestCase):
    def setUp(self):
        cache.clear()

    def status(self, workers=1):
        with patch("example.views.ping_workers", return_value=workers):
            return self.client.get("/api/status/").json()

    def test_all_is_well(self):
        make_species()
        record_tick.delay()
        status = self.status()
        self.assertEqual(status["status"], "ok")
        self.assertEqual(status["postgres"]["species"], 1)
        self.assertLess(status["beat"]["age"], settings.BEAT_INTERVAL)

    def test_no_worker_and_no_tick(self):
        status = self.status(workers=0)
        self.assertEqual(status["status"], "degraded")
        self.assertFalse(status["celery"]["answers"])
        self.assertIsNone(status["beat"]["age"])

    def test_an_old_tick_is_not_an_answer(self):
        Tick.objects.create(at=timezone.now() - timedelta(minutes=5))
        beat = self.status()["beat"]
        self.assertFalse(beat["answers"])
        self.assertGreaterEqual(beat["age"], 300)

    def test_redis_is_away(self):
        with (
            patch("example.views.cache.set", side_effect=RedisConnectionError),
            patch("example.views.cache.get_or_set", side_effect=RedisConnectionError),
        ):
            status = self.status()
        self.assertFalse(status["redis"]["answers"])
        self.assertFalse(status["celery"]["answers"])
        self.assertTrue(status["postgres"]["answers"])

    def test_the_schedule_names_a_task_that_exists(self):
        for entry in settings.CELERY_BEAT_SCHEDULE.values():
            self.assertIn(entry["task"], current_app.tasks)

    def test_the_front_door_opens(self):
        self.assertContains(self.client.get("/"), "Leafbook")
