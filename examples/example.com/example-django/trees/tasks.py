import time

from celery import shared_task
from PIL import Image

from trees import palette
from trees.plates import find_plate


@shared_task
def mix_palette(slug):
    """Find the colours of a plate.

    It looks at every pixel many times over in plain Python: about a second of
    honest work, so that a visitor can watch a worker take it up and finish.
    """
    started = time.perf_counter()
    with Image.open(find_plate(slug)) as image:
        pixels = palette.opaque_pixels(image)
    return {
        "plate": slug,
        "pixels": len(pixels),
        "colours": palette.mix(pixels),
        "seconds": round(time.perf_counter() - started, 2),
    }
