"""Stored files, messages, drafts, due work and the names other systems give to things."""

from __future__ import annotations

from django.db import models

from gavn.kernel.clock import public_id


class StoredFile(models.Model):
    """A file kept encrypted under its content's digest."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    owner = models.CharField(max_length=40)
    stored_at = models.DateTimeField()


class Draft(models.Model):
    """What somebody has typed and not yet sent, encrypted."""

    key = models.CharField(max_length=120, unique=True)
    owner = models.CharField(max_length=40, db_index=True)
    sealed = models.BinaryField()
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()


class Message(models.Model):
    """A mail that waits to be sent or was; never with personal data."""

    message_id = models.CharField(max_length=120, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True, db_index=True)
    trouble = models.CharField(max_length=200, blank=True)


class DueWork(models.Model):
    """Something that must happen once at a moment; unique on kind, subject and moment."""

    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=40)
    due = models.DateTimeField(db_index=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject", "due"], name="due_once")]


class ForeignName(models.Model):
    """The id by which a source system knows something of ours; makes a repeated import add nothing."""

    source = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    external = models.CharField(max_length=120)
    ours = models.CharField(max_length=32, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "external"], name="foreign_name_once")]


class Installation(models.Model):
    """What this installation is: a demo that may be thrown away, or the real thing."""

    demo = models.BooleanField(default=False)
    made_at = models.DateTimeField()
