"""The plates: pictures of pressed leaves, kept with the static files."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

DEFAULT_PLATE = "pedunculate-oak"


def _name(slug):
    return f"trees/plates/{slug}.webp"


def find_plate(slug):
    """The path of the plate with this slug, or None if nobody pressed one yet."""
    if not re.fullmatch(r"[\w-]+", slug):
        return None
    found = finders.find(_name(slug))
    return Path(found) if found else None


def plate_url(slug):
    return static(_name(slug)) if find_plate(slug) else None
