import random

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from PIL import Image

from trees import palette

channel = st.integers(min_value=0, max_value=255)
colour = st.tuples(channel, channel, channel)
pixels = st.lists(colour, min_size=1, max_size=60)


def from_hex(text):
    return tuple(bytes.fromhex(text.removeprefix("#")))


class PaletteTests(TestCase):
    @given(colour)
    def test_hex_keeps_the_colour(self, one):
        self.assertEqual(from_hex(palette.to_hex(one)), one)

    @given(pixels, st.integers(min_value=1, max_value=8))
    def test_shares_are_a_whole_in_falling_order(self, many, colours):
        shares = [swatch["share"] for swatch in palette.mix(many, colours)]
        self.assertAlmostEqual(sum(shares), 1)
        self.assertEqual(shares, sorted(shares, reverse=True))
        self.assertLessEqual(len(shares), colours)

    @given(pixels)
    def test_no_swatch_is_outside_the_picture(self, many):
        for swatch in palette.mix(many):
            for value, seen in zip(from_hex(swatch["hex"]), zip(*many)):
                self.assertTrue(min(seen) <= value <= max(seen))

    @given(pixels, st.randoms(use_true_random=False))
    def test_the_order_of_the_pixels_does_not_matter(self, many, shuffler):
        shuffled = list(many)
        shuffler.shuffle(shuffled)
        self.assertEqual(palette.mix(shuffled), palette.mix(many))

    @given(colour, st.integers(min_value=1, max_value=30))
    def test_one_colour_is_a_palette_of_itself(self, one, count):
        self.assertEqual(
            palette.mix([one] * count), [{"hex": palette.to_hex(one), "share": 1}]
        )

    def test_what_one_cannot_see_has_no_colour(self):
        self.assertEqual(palette.opaque_pixels(Image.new("RGBA", (9, 9))), [])
        self.assertEqual(palette.mix([]), [])

    def test_large_pictures_are_looked_at_from_afar(self):
        picture = Image.new("RGB", (600, 300), "olive")
        self.assertEqual(len(palette.opaque_pixels(picture, max_side=20)), 20 * 10)

    def test_two_colours_are_found_apart(self):
        many = [(200, 30, 20)] * 3 + [(20, 90, 30)]
        random.Random(1).shuffle(many)
        self.assertEqual(
            palette.mix(many, colours=2),
            [{"hex": "#c81e14", "share": 0.75}, {"hex": "#145a1e", "share": 0.25}],
        )
