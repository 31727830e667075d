"""Places on pages that later stages fill: the menu and the tabs of a person's pages."""

from __future__ import annotations

from dataclasses import dataclass

from gavn.kernel.say import Said


@dataclass(frozen=True, order=True)
class Link:
    """An entry of a slot: where it stands, what it says, where it leads, who sees it."""

    order: int
    url_name: str
    label: Said
    permission: str = ""


class Slot:
    """A place that links are put into; stages do so in their ``apps.py``."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._links: dict[str, Link] = {}

    def put(self, order: int, url_name: str, label: Said, permission: str = "") -> None:
        """Add a link; the same address once."""
        self._links[url_name] = Link(order, url_name, label, permission)

    @property
    def links(self) -> list[Link]:
        """The links in their order."""
        return sorted(self._links.values(), key=lambda link: link.order)


menu = Slot("menu")
own_pages = Slot("own pages")
acts_with_several = Slot("acts with several")
person_tabs = Slot("person tabs")
service_tabs = Slot("service tabs")
