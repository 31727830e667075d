"""On whose decision an organisation works with gavn, and who answers for the data."""

from __future__ import annotations

from django.db import models

from gavn.access.models import Unit


class Mandate(models.Model):
    """Who decided that gavn is used, when, by which document, with which resources, for how long."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="mandate")
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    document = models.CharField(max_length=200)
    resources = models.TextField(max_length=1000)
    first = models.DateField()
    last = models.DateField(null=True)


class Owner(models.Model):
    """Who answers for the personal data, and whom anybody may ask: what has to be made public anyway."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="owner")
    controller = models.CharField(max_length=200)
    contact = models.CharField(max_length=200)
    officer = models.CharField(max_length=200)
    officer_contact = models.CharField(max_length=200)
