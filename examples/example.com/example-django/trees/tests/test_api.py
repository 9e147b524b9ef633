from unittest.mock import patch
from uuid import uuid4

from django.test import Client, TestCase
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import ConnectionError as RedisConnectionError

from trees.models import Species


class SpeciesApiTests(TestCase):
    fixtures = ["quickstart"]

    def test_lists_what_postgres_holds(self):
        results = self.client.get("/api/species/").json()["results"]
        self.assertEqual(
            [one["common_name"] for one in results],
            list(Species.objects.values_list("common_name", flat=True)),
        )
        beech = next(one for one in results if one["slug"] == "european-beech")
        self.assertEqual(beech["findings"], 2)
        self.assertEqual(beech["season"], "October to November")
        self.assertEqual(beech["plate"], "/static/trees/plates/european-beech.webp")

    def test_takes_one_query_however_many_there_are(self):
        with self.assertNumQueries(1):
            self.client.get("/api/species/")


class TaskApiTests(TestCase):
    def start(self, **body):
        return self.client.post("/api/tasks/", body, content_type="application/json")

    def test_a_task_is_sent_and_finished(self):
        sent = self.start(plate="ginkgo")
        self.assertEqual(sent.status_code, 202)
        task = self.client.get(f"/api/tasks/{sent.json()['id']}/").json()
        self.assertEqual(task["state"], "SUCCESS")
        self.assertEqual(task["result"]["plate"], "ginkgo")
        self.assertTrue(task["result"]["colours"])

    def test_without_a_body_it_takes_the_oak(self):
        sent = self.client.post("/api/tasks/")
        task = self.client.get(f"/api/tasks/{sent.json()['id']}/").json()
        self.assertEqual(task["result"]["plate"], "pedunculate-oak")

    def test_plates_that_are_not_there(self):
        for slug in ("no-such-tree", "../../../settings", ""):
            with self.subTest(slug=slug):
                self.assertEqual(self.start(plate=slug).status_code, 404)

    def test_bodies_that_are_not_objects(self):
        for body in ("[]", "{", '"oak"'):
            with self.subTest(body=body):
                answer = self.client.post(
                    "/api/tasks/", body, content_type="application/json"
                )
                self.assertEqual(answer.status_code, 400)

    def test_an_unknown_task_is_pending(self):
        task = self.client.get(f"/api/tasks/{uuid4()}/").json()
        self.assertEqual((task["state"], task["result"]), ("PENDING", None))

    def test_says_so_when_redis_is_away(self):
        for error in (BrokerError, RedisConnectionError, RuntimeError):
            with (
                self.subTest(error=error),
                patch("trees.views.mix_palette.delay", side_effect=error),
            ):
                self.assertEqual(self.start().status_code, 503)


class CsrfTests(TestCase):
    def setUp(self):
        self.client = Client(enforce_csrf_checks=True)

    def test_a_post_without_a_token_is_refused(self):
        self.assertEqual(self.client.post("/api/tasks/").status_code, 403)
        self.assertEqual(self.client.post("/api/photos/").status_code, 403)

    def test_a_post_with_the_token_passes(self):
        token = self.client.get("/api/csrf/").json()["token"]
        self.assertIn("csrftoken", self.client.cookies)
        answer = self.client.post("/api/tasks/", headers={"x-csrftoken": token})
        self.assertEqual(answer.status_code, 202)
