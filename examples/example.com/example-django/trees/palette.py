"""The few colours that say most about a picture."""

from collections import Counter

MAX_SIDE = 400
ROUNDS = 16


def to_hex(colour):
    return "#{:02x}{:02x}{:02x}".format(*colour)


def opaque_pixels(image, max_side=MAX_SIDE):
    """The pixels one can see, as (red, green, blue)."""
    small = image.convert("RGBA")
    small.thumbnail((max_side, max_side))
    data = small.tobytes()
    pixels = zip(data[0::4], data[1::4], data[2::4], data[3::4])
    return [(r, g, b) for r, g, b, alpha in pixels if alpha >= 128]


def mix(pixels, colours=5, rounds=ROUNDS):
    """Group the pixels around `colours` centres (k-means) and return the centres.

    The answer is a list of {"hex", "share"}, the largest share first. It may
    have fewer colours than were asked for, and is empty for no pixels at all.
    It depends on the colours alone, not on the order of the pixels.
    """
    if not pixels:
        return []
    # Start from colours spread evenly from dark to light.
    by_light = sorted(set(pixels), key=lambda p: (2 * p[0] + 5 * p[1] + p[2], p))
    step = len(by_light) / colours
    centres = sorted({by_light[int(step * (i + 0.5))] for i in range(colours)})

    for _ in range(rounds):
        groups = [[] for _ in centres]
        for pixel in pixels:
            groups[_nearest(pixel, centres)].append(pixel)
        moved = sorted({_mean(group) for group in groups if group})
        if moved == centres:
            break
        centres = moved

    counts = Counter(_nearest(pixel, centres) for pixel in pixels)
    return [
        {"hex": to_hex(centres[index]), "share": counts[index] / len(pixels)}
        for index in sorted(counts, key=lambda index: (-counts[index], index))
    ]


def _nearest(pixel, centres):
    red, green, blue = pixel
    distances = [
        (red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2 for r, g, b in centres
    ]
    return distances.index(min(distances))


def _mean(pixels):
    return tuple(round(sum(channel) / len(pixels)) for channel in zip(*pixels))
