"""The mail digest: counts without names, once a period, through a mail server that may be away."""

from __future__ import annotations

import re
import socketserver
import threading

import pytest
from report_cast import enrolled

from gavn.access.models import User
from gavn.desk.services import choose_digest, write_digests
from gavn.history.models import Event
from gavn.kernel.errors import Refused
from gavn.web.commands import main
from gavn.works.models import Message
from gavn.works.services import queue_message, send_messages


class Catcher(socketserver.StreamRequestHandler):
    """As much of SMTP as a mail client needs; refuses addresses that say so."""

    def handle(self) -> None:
        self._say("220 catcher")
        while line := self.rfile.readline():
            verb = line.split(b" ")[0].strip().upper()
            if verb == b"DATA":
                self._take()
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("550 nobody here" if b"refused@" in line else "250 ok")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.caught.append(b"".join(lines).decode())
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@pytest.fixture
def mail(settings, db):
    """A mail server that can be switched on and off: its mails, on(), off()."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    running: list[Server] = []

    class Mail:
        caught: list[str] = []

        def on(self) -> None:
            server = Server(("127.0.0.1", settings.EMAIL_PORT if self.known else 0), Catcher)
            server.caught = self.caught
            settings.EMAIL_PORT, self.known = server.server_address[1], True
            threading.Thread(target=server.serve_forever, daemon=True).start()
            running.append(server)

        def off(self) -> None:
            server = running.pop()
            server.shutdown()
            server.server_close()

        known = False

    one = Mail()
    one.caught = []
    one.on()
    yield one
    while running:
        one.off()


@pytest.fixture
def at(monkeypatch):
    """Set the clock."""
    return lambda moment: monkeypatch.setenv("GAVN_NOW", f"{moment}+00:00")


@pytest.fixture
def waits(pia, lindenhof, follow_up):
    """Something waits for Pia."""
    return enrolled(pia, lindenhof, given="Zebedæus", entered="2026-01-12")


def test_a_digest_counts_and_names_nobody(mail, at, pia, waits):
    at("2026-11-22T12:00:00")
    choose_digest(by=pia, every="daily")
    at("2026-11-23T05:30:00")
    assert (write_digests(), send_messages()) == (1, 1)
    [text] = mail.caught
    assert "To: pia@example.org" in text
    assert re.search(r"Overdue: \d+", text)
    assert "?kind=overdue" in text.replace("=3D", "=").replace("=\r\n", "")
    assert not re.search(r"Zebed|Lund|Lindenhof", text)
    assert not re.search(r"[0-9a-f]{32}", text.partition("\r\n\r\n")[2])
    assert Message.objects.get().body == ""


@pytest.mark.parametrize(("language", "words"), [("da", "gavn:"), ("sv", "gavn:"), ("en", "things wait")])
def test_it_is_in_the_readers_language(at, pia, waits, language, words):
    User.objects.filter(pk=pia.pk).update(language=language)
    at("2026-11-22T12:00:00")
    choose_digest(by=pia, every="daily")
    at("2026-11-23T12:00:00")
    write_digests()
    assert words in Message.objects.get().subject


@pytest.mark.parametrize(
    ("every", "moments", "mails"),
    [
        ("daily", ["2026-11-22T20:00:00", "2026-11-23T04:59:00"], 0),
        ("daily", ["2026-11-23T05:01:00", "2026-11-23T05:02:00", "2026-11-23T22:00:00"], 1),
        ("daily", ["2026-11-23T09:00:00", "2026-11-24T09:00:00", "2026-11-26T09:00:00"], 3),
        ("weekly", ["2026-11-23T09:00:00", "2026-11-24T09:00:00", "2026-11-29T09:00:00"], 1),
        ("weekly", ["2026-11-24T09:00:00", "2026-12-01T09:00:00"], 2),
        ("never", ["2026-11-23T09:00:00", "2026-11-30T09:00:00"], 0),
    ],
)
def test_it_is_written_once_a_period(at, pia, waits, every, moments, mails):
    at("2026-11-22T12:00:00")
    choose_digest(by=pia, every=every)
    for moment in moments:
        at(moment)
        write_digests()
        write_digests()
    assert Message.objects.count() == mails
    assert Event.objects.filter(kind="desk.digest_written", about=pia.public_id).count() == mails


def test_nothing_is_written_when_nothing_waits_or_to_who_has_left(at, pia, mara, waits):
    at("2026-11-22T12:00:00")
    User.objects.filter(pk=pia.pk).update(is_active=False)
    otto = User.objects.create(email="otto@example.org", name="Otto")
    for user in (pia, otto):
        choose_digest(by=user, every="daily")
    at("2026-11-23T12:00:00")
    assert write_digests() == 0


def test_a_mail_server_that_is_away_loses_nothing_and_doubles_nothing(mail, at, pia, waits):
    at("2026-11-22T12:00:00")
    choose_digest(by=pia, every="daily")
    at("2026-11-23T12:00:00")
    write_digests()
    mail.off()
    for minute in range(200):
        at(f"2026-11-23T{12 + minute // 60}:{minute % 60:02}:00")
        assert send_messages() == 0
    assert Message.objects.get().tries == 0
    mail.on()
    assert [send_messages(), send_messages(), write_digests(), send_messages()] == [1, 0, 0, 0]
    assert len(mail.caught) == 1


def test_what_the_server_refuses_rests_longer_and_longer_and_holds_up_nobody(mail, at):
    at("2026-11-23T12:00:00")
    queue_message("refused@example.org", "One", "first")
    queue_message("pia@example.org", "Two", "second")
    assert send_messages() == 1
    refused = Message.objects.get(to="refused@example.org")
    assert (refused.tries, "nobody here" in refused.trouble) == (1, True)
    for minute, tries in ((1, 1), (3, 2), (5, 2), (8, 3)):
        at(f"2026-11-23T12:{minute:02}:00")
        send_messages()
        assert Message.objects.get(pk=refused.pk).tries == tries
    assert [re.search("Subject: (.*)\r", text).group(1) for text in mail.caught] == ["Two"]


def test_what_somebody_has_in_hand_is_sent_by_nobody_else(mail, at, monkeypatch):
    at("2026-11-23T12:00:00")
    queue_message("pia@example.org", "One", "first")
    from gavn.works.services import outbox

    monkeypatch.setattr(outbox.EmailMessage, "send", lambda _self: send_messages())
    assert send_messages() == 1
    assert mail.caught == []


def test_the_command_for_the_timer_writes_and_sends(mail, at, pia, waits, capsys, monkeypatch):
    monkeypatch.setattr("gavn.web.commands.keeping.digest_command.migrated", lambda: None)
    at("2026-11-22T12:00:00")
    choose_digest(by=pia, every="weekly")
    at("2026-11-23T12:00:00")
    assert main(["digest"]) == 0
    assert capsys.readouterr().out == "1 digests written, 1 mails sent, 0 waiting.\n"
    mail.off()
    queue_message("pia@example.org", "One", "first")
    assert main(["digest"]) == 1
    assert "1 waiting" in capsys.readouterr().out


def test_one_chooses_for_oneself_on_a_page(client, pia):
    client.force_login(pia)
    assert "Each Monday morning" in client.get("/your-settings/").text
    assert client.post("/your-settings/", {"every": "hourly"}).status_code == 200
    assert client.post("/your-settings/", {"every": "weekly"}).status_code == 302
    assert pia.digest_choice.every == "weekly"
    with pytest.raises(Refused):
        choose_digest(by=pia, every="hourly")
