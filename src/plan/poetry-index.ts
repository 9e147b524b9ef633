/** The public index by the API that every index has. */
export const publicIndex = 'https://pypi.org/simple/';

/**
 * A Python program that runs a poetry before 1.2, which has no plugins, on the index that POETRY_PYPI_MIRROR_URL names.
 * It does what poetry-plugin-pypi-mirror does for later ones: PyPI's own JSON API, which mirrors lack, gives way to the
 * simple API, and the lock names no source, as it names none for PyPI.
 */
export const oldPoetry = `import os

import poetry.factory
from poetry.config.config import Config
from poetry.console import main
from poetry.repositories.legacy_repository import LegacyRepository


class Index(LegacyRepository):
    def package(self, name, version, extras=None):
        package = super().package(name, version, extras)
        package._source_type = package._source_url = package._source_reference = None
        return package


def index():
    url = os.environ["POETRY_PYPI_MIRROR_URL"]
    config = Config()
    config.merge({"repositories": {"PyPI": {"url": url}}})
    return Index("PyPI", url, config)


poetry.factory.PyPiRepository = index
main()
`;
