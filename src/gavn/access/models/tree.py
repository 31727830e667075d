"""One tree of any depth: nation, region, municipality, organisation, service, unit."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from gavn.kernel.clock import public_id


class Unit(MP_Node):
    """A node of the tree. People enrol in the nodes that are services."""

    class Kind(models.TextChoices):
        NATION = "nation", _("nation")
        REGION = "region", _("region")
        MUNICIPALITY = "municipality", _("municipality")
        ORGANISATION = "organisation", _("organisation")
        SERVICE = "service", _("service")
        UNIT = "unit", _("unit")

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    controller = models.BooleanField(default=False, help_text="Decides why and how personal data are used.")
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_service(self) -> bool:
        """Whether people enrol here."""
        return self.kind == self.Kind.SERVICE

    def get_absolute_url(self) -> str:
        return reverse("service", args=[self.public_id])
