"""Seasons as pairs of months, which may run over the turn of the year."""

import calendar


def months(first, last):
    """The months from `first` to `last`, both included, going forward in time."""
    return [(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)]


def describe(first, last):
    if first == last:
        return calendar.month_name[first]
    return f"{calendar.month_name[first]} to {calendar.month_name[last]}"
