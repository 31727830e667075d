"""Works: a mail server that is gone, or dies with a mail in hand, loses no mail; each keeps the id it was given."""

from __future__ import annotations

import re
import socket
import threading
from collections import Counter
from datetime import timedelta

import pytest
from serving import free_port

from gavn.kernel.clock import now
from gavn.works.models import Message
from gavn.works.services import queue_message, send_messages

pytestmark = pytest.mark.django_db


class MailServer:
    """Takes mail, one connection after another; dies with the next ones in hand where a test says so."""

    def __init__(self, *, dies: int = 0) -> None:
        self.dies, self.taken = dies, []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self.listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as line:
                self._converse(line)

    def _converse(self, line) -> None:
        def say(word: bytes) -> None:
            line.write(word + b"\r\n")
            line.flush()

        say(b"220 here")
        while word := line.readline()[:4].upper().strip():
            if word == b"DATA":
                say(b"354 go on")
                mail = b"".join(iter(line.readline, b".\r\n"))
                self.taken.append(mail.decode())
                if self.dies:
                    self.dies -= 1
                    return
            say(b"221 bye" if word == b"QUIT" else b"250 well")

    def close(self) -> None:
        self.listening.close()


@pytest.fixture
def mail_through(settings):
    """Let mail go out through a port of this machine."""

    def at(port: int) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""

    return at


def ids(mails: list[str]) -> list[str]:
    return [re.search(r"Message-ID: (<[^>]+>)", mail)[1] for mail in mails]


def test_while_no_server_answers_mail_waits_and_nothing_is_given_up(mail_through):
    mail_through(free_port())
    queue_message("pia@example.org", "Come", "x")
    assert (send_messages(), send_messages()) == (0, 0)
    waiting = Message.objects.get()
    assert (waiting.tries, waiting.sent_at, waiting.body) == (0, None, "x")


def test_a_mail_in_the_hand_of_a_server_that_died_is_sent_again_under_its_own_id(mail_through, monkeypatch):
    queued = [queue_message(f"{name}@example.org", "Come", f"to {name}").message_id for name in ("pia", "mara", "otto")]
    server = MailServer(dies=1)
    mail_through(server.port)
    first = send_messages()
    assert (first < len(queued), send_messages()) == (True, 0)
    monkeypatch.setenv("GAVN_NOW", (now() + timedelta(hours=1)).isoformat())
    assert first + send_messages() == len(queued)
    server.close()
    # The one that went out twice has one id, by which whoever receives it knows that it is one.
    assert Counter(ids(server.taken)) == {queued[0]: 2, queued[1]: 1, queued[2]: 1}
    assert list(Message.objects.values_list("body", flat=True)) == ["", "", ""]
    assert not Message.objects.filter(sent_at=None).exists()
