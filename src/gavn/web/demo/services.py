"""The demo's services: what each is like, in the numbers that its people's lives are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

SUBSTANCE = "gavn/substance-misuse-follow-up@1"
HOUSING = "gavn/housing-support@1"
LINES, QUALITY = "gavn/four-lines@1", "gavn/quality-of-life@1"
BASE_ENTRY, BASE_EXIT = "gavn/base-entry@1", "gavn/base-exit@1"


@dataclass(frozen=True)
class Profile:
    """A service: how many stays, how long they last, how well it follows up, how much life changes."""

    key: str
    name: str
    municipality: str
    programme: str
    chosen: tuple[str, ...]
    stays: int
    months: float
    answers: float
    gain: float
    start: float
    drop_out: float
    already_there: float
    women: float
    born: tuple[int, int]
    kinds: tuple[str, ...]
    units: tuple[str, ...] = ()
    status_every: int | None = None


PROFILES = (
    Profile("lindenhof", "Lindenhof", "Åvang", SUBSTANCE, (f"{LINES}|individual", f"{LINES}|practitioner"),
            160, 11, 0.86, 0.62, 3.9, 0.22, 0.08, 0.34, (1955, 2004), ("regaining", "developing", "network"),
            ("Day team", "Evening team")),
    Profile("havnehuset", "Havnehuset", "Åvang", SUBSTANCE, (f"{LINES}|individual",),
            120, 9, 0.38, 0.22, 3.6, 0.45, 0.05, 0.28, (1958, 2004), ("regaining", "upholding")),
    Profile("broen", "Broen", "Vesterlev", SUBSTANCE, (f"{LINES}|individual", f"{LINES}|practitioner"),
            80, 8, 0.70, 0.40, 4.4, 0.30, 0.10, 0.41, (1962, 2005), ("upholding", "network", "developing")),
    Profile("skovly", "Skovly", "Vesterlev", HOUSING, (f"{QUALITY}|individual", f"{LINES}|individual"),
            90, 40, 0.78, 0.05, 5.2, 0.08, 0.45, 0.47, (1948, 2002), ("upholding", "compensating", "network"),
            ("North house", "South house"), 12),
    Profile("fyret", "Fyret", "Vesterlev", HOUSING, (f"{QUALITY}|individual",),
            6, 50, 0.80, 0.10, 5.0, 0.05, 0.50, 0.5, (1950, 1998), ("compensating",), (), 12),
)  # fmt: skip
