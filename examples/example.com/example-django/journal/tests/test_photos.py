from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase, override_settings
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase
from PIL import Image

from journal.models import Photo, photo_path


def picture(kind="PNG", size=(40, 30), name="leaf.png"):
    data = BytesIO()
    Image.new("RGB", size, "olive").save(data, kind)
    return SimpleUploadedFile(name, data.getvalue())


class PhotoApiTests(TestCase):
    def upload(self, image, **fields):
        return self.client.post("/api/photos/", {"image": image} | fields)

    def test_a_picture_is_kept_under_media_root(self):
        answer = self.upload(picture(), caption="From the garden")
        self.assertEqual(answer.status_code, 201)
        photo = Photo.objects.get()
        self.assertTrue(Path(photo.image.path).is_relative_to(settings.MEDIA_ROOT))
        self.assertEqual(answer.json()["url"], photo.image.url)
        self.assertTrue(photo.image.url.startswith("/media/photos/"))
        self.assertEqual((photo.width, photo.height), (40, 30))
        listed = self.client.get("/api/photos/").json()["results"]
        self.assertEqual(listed, [answer.json()])

    def test_the_content_decides_the_extension(self):
        answer = self.upload(picture("JPEG", name="leaf.png"))
        self.assertTrue(answer.json()["url"].endswith(".jpg"))

    def test_something_else_is_refused(self):
        answer = self.upload(SimpleUploadedFile("leaf.png", b"<svg></svg>"))
        self.assertEqual(answer.status_code, 400)
        self.assertIn("valid image", answer.json()["error"])

    def test_a_format_browsers_do_not_show_is_refused(self):
        answer = self.upload(picture("TIFF", name="leaf.tiff"))
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(Photo.objects.exists())

    @override_settings(PHOTO_MAX_BYTES=50)
    def test_a_large_file_is_refused(self):
        self.assertIn("larger than", self.upload(picture()).json()["error"])

    def test_nothing_is_refused(self):
        answer = self.client.post("/api/photos/")
        self.assertEqual(answer.status_code, 400)


class PhotoPathTests(PropertyTestCase):
    @given(st.text(max_size=80), st.sampled_from(["jpg", "png", "webp", "gif"]))
    def test_a_visitor_cannot_choose_the_path(self, name, extension):
        path = photo_path(None, f"{name}.{extension}")
        self.assertRegex(path, rf"\Aphotos/\d{{4}}/\d\d/[0-9a-f]{{32}}\.{extension}\Z")
