from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from trees import season

month = st.integers(min_value=1, max_value=12)


class SeasonTests(TestCase):
    @given(month, month)
    def test_begins_and_ends_where_it_says(self, first, last):
        found = season.months(first, last)
        self.assertEqual((found[0], found[-1]), (first, last))

    @given(month, month)
    def test_months_follow_one_another(self, first, last):
        found = season.months(first, last)
        for before, after in zip(found, found[1:]):
            self.assertEqual(after, before % 12 + 1)

    @given(month, month)
    def test_a_season_and_the_rest_make_a_year(self, first, last):
        rest = season.months(last % 12 + 1, (first - 2) % 12 + 1)
        inside = season.months(first, last)
        if len(inside) == 12:
            self.assertEqual(set(inside), set(range(1, 13)))
        else:
            self.assertEqual(sorted(inside + rest), list(range(1, 13)))

    def test_over_the_turn_of_the_year(self):
        self.assertEqual(season.months(11, 2), [11, 12, 1, 2])
        self.assertEqual(season.describe(11, 2), "November to February")
        self.assertEqual(season.describe(5, 5), "May")
