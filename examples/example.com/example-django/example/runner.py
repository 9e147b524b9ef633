"""The test runner: every test runs without Redis, a worker or collected files."""

import logging
from tempfile import TemporaryDirectory

from django.conf import settings
from django.test import override_settings
from django.test.runner import DiscoverRunner
from hypothesis import settings as hypothesis_settings

# The first example of a property imports and connects; a slow machine would
# fail the default deadline for that alone.
hypothesis_settings.register_profile("example", deadline=None, max_examples=50)


class OfflineRunner(DiscoverRunner):
    def setup_test_environment(self, **kwargs):
        super().setup_test_environment(**kwargs)
        hypothesis_settings.load_profile("example")
        self._media = TemporaryDirectory(prefix="example-media-")
        self._offline = override_settings(
            CACHES={
                "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
            },
            CELERY_BROKER_URL="memory://localhost",
            CELERY_RESULT_BACKEND="cache+memory://",
            CELERY_TASK_ALWAYS_EAGER=True,
            CELERY_TASK_STORE_EAGER_RESULT=True,
            MEDIA_ROOT=self._media.name,
            PASSWORD_HASHERS=[
                "django.contrib.auth.hashers.MD5PasswordHasher",
                "django.contrib.auth.hashers.PBKDF2PasswordHasher",
            ],
            SECURE_SSL_REDIRECT=False,
            STORAGES=settings.STORAGES
            | {
                "staticfiles": {
                    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
                }
            },
        )
        self._offline.enable()
        # Refusals are what many tests are about; they need no log.
        logging.disable(logging.ERROR)

    def teardown_test_environment(self, **kwargs):
        logging.disable(logging.NOTSET)
        self._offline.disable()
        self._media.cleanup()
        super().teardown_test_environment(**kwargs)
