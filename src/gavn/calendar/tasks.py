"""What is due on a season's days, and what the worker does for it."""

from __future__ import annotations

from gavn.access.selectors import active_user
from gavn.calendar import selectors, services
from gavn.works.services import later


def turn_season(*, subject: str) -> None:
    """Due work: a day of a season has come. ``subject`` is the season and the name of the day."""
    season = selectors.season_known(subject.partition("/")[0])
    if season is None:
        return
    services.remind_season(season=season)
    if selectors.freeze_is_due(season):
        later(services.FREEZE, season=season.public_id)


def freeze_season(*, season: str, by: str = "") -> None:
    """Freeze the data of a season: its day has come or somebody asked for it, and nobody was quicker."""
    found = selectors.season_known(season)
    asks = active_user(by) if by else None
    if found is not None and not found.snapshot and (asks is not None or selectors.freeze_is_due(found)):
        services.freeze_season(by=asks, season=found)
