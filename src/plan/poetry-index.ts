/** Words of a shell: the machine's index, else pip's own default, by the API that every index has. */
export const indexForPoetry = `export POETRY_PYPI_MIRROR_URL="\${POETRY_PYPI_MIRROR_URL:-$(/usr/local/bin/python3 -c 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)')}"`;

/** pkginfo's last release for these Pythons leaves newer metadata unread, and a package without any would need nothing. */
const readMetadata = `from pkginfo.distribution import HEADER_ATTRS

for version in ("2.4", "2.5"):
    HEADER_ATTRS.setdefault(version, HEADER_ATTRS["2.3"])
`;

/**
 * What poetry-plugin-pypi-mirror does, for a poetry before 1.2, which has no plugins: PyPI's own JSON API, which mirrors
 * lack, gives way to the simple API, and the lock names no source, as it names none for PyPI.
 */
const useMirror = `import os

import poetry.factory
from poetry.config.config import Config
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
`;

/** Python programs that run the poetry of an old Python, by its version, with what that poetry lacks itself. */
export const oldPoetry: Readonly<Record<string, string>> = {
  '3.6': `${readMetadata}${useMirror}
from poetry.console import main

main()
`,
  '3.7': `${readMetadata}
from poetry.console.application import main

main()
`,
};
