"""The outbox: a mail waits until the mail server takes it, however long that server is away; it goes out once."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q, QuerySet

from gavn.kernel.clock import now
from gavn.works.models import Message

log = logging.getLogger("gavn.outbox")
MOST_TRIES = 80
IN_HAND = timedelta(minutes=10)
LONGEST_PAUSE = 360  # minutes


def send_messages() -> int:
    """Send what waits in the outbox, if a mail server is named; returns how many went out.

    While the server is away nothing is tried and nothing is counted, so that nothing is given up. A mail that the
    server does not take is tried again after a pause that doubles. A mail is taken in hand before it is sent, so that
    two who send at the same time do not both send it; it keeps its Message-ID, should the answer of the server be lost.
    """
    if settings.EMAIL_HOST == "" and not settings.GAVN_DEMO:
        return 0
    waiting = list(_waiting().order_by("id").values_list("pk", flat=True))
    if not waiting:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except OSError as trouble:
        log.warning("%s mails wait; the mail server cannot be reached: %s", len(waiting), trouble)
        return 0
    try:
        return sum(_send(pk, connection) for pk in waiting)
    finally:
        connection.close()


def _waiting() -> QuerySet[Message]:
    rested = Q(again_at__isnull=True) | Q(again_at__lte=now())
    return Message.objects.filter(rested, sent_at__isnull=True, tries__lt=MOST_TRIES)


def _send(pk: int, connection: Any) -> bool:
    if not _waiting().filter(pk=pk).update(again_at=now() + IN_HAND, tries=F("tries") + 1):
        return False
    message = Message.objects.get(pk=pk)
    mail = EmailMessage(
        message.subject,
        message.body,
        to=[message.to],
        headers={"Message-ID": message.message_id},
        connection=connection,
    )
    try:
        mail.send()
    except OSError as trouble:
        message.trouble = str(trouble)[:200]
        message.again_at = now() + timedelta(minutes=min(2**message.tries, LONGEST_PAUSE))
        message.save(update_fields=["trouble", "again_at"])
        return False
    # What went out is not kept: it may hold a link that opens something.
    message.sent_at, message.body = now(), ""
    message.save(update_fields=["sent_at", "body"])
    return True
