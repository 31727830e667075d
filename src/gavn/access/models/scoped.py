"""Querysets that refuse to be read until it is said who sees them, or why nobody is asked."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.query import QuerySet

from gavn.access.models.reach import units_where


class NobodySaidWhoSees(RuntimeError):
    """A query over personal data was run without ``seen_by(user)`` or ``unscoped(reason)``."""


class ScopedQuerySet(QuerySet[Any]):
    """Holds personal data: raises unless narrowed to what somebody may see."""

    _open = False

    def seen_by(self, user: Any, permission: str = "people.see") -> Self:
        """Only rows of units where the user has the permission today."""
        units = units_where(user, permission)
        path: str = self.model.unit_path
        if self.model.unit_path_many:
            inner = self.model._base_manager.filter(**{f"{path}__in": units}).values("pk")
            return self.unscoped("narrowed").filter(pk__in=inner)
        return self.unscoped("narrowed").filter(**{f"{path}__in": units})

    def unscoped(self, reason: str) -> Self:
        """All rows; the reason tells the reader why nobody is asked."""
        if not reason:
            raise NobodySaidWhoSees("unscoped() needs a reason.")
        chained = self.all()
        chained._open = True
        return chained

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # the stubs leave it out
        clone._open = self._open
        return clone

    def _asked(self) -> None:
        if not self._open:
            raise NobodySaidWhoSees(f"{self.model.__name__}: say seen_by(user) or unscoped(reason) first.")

    def _fetch_all(self) -> None:
        self._asked()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._asked()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._asked()
        return super().count()

    def exists(self) -> bool:
        self._asked()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._asked()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._asked()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._asked()
        return super().delete()


Scoped = models.Manager.from_queryset(ScopedQuerySet, class_name="Scoped")


class ScopedModel(models.Model):
    """A table with personal data; ``unit_path`` leads to the units that decide who sees a row."""

    unit_path: ClassVar[str] = "unit"
    unit_path_many: ClassVar[bool] = False
    objects = Scoped()

    class Meta:
        abstract = True
