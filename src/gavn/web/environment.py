"""Every setting an installation may give, read from the environment once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    """A variable of the environment, what it means and what it is when nobody sets it."""

    name: str
    default: str
    help: str

    @property
    def value(self) -> str:
        """What the environment says, else the default."""
        return os.environ.get(self.name, self.default)

    @property
    def on(self) -> bool:
        """Whether a switch is on: 1, true, yes or on."""
        return self.value.lower() in {"1", "true", "yes", "on"}


DATA = Setting("GAVN_DATA", "./var", "Folder for the database, files, keys, analysis store and backups.")
DATABASE = Setting("DATABASE_URL", "", "Database address; empty means SQLite in GAVN_DATA. PostgreSQL in production.")
DEMO = Setting("GAVN_DEMO", "", "Set by `gavn demo` only; offers sign-in without password on data made by the demo.")
HOSTS = Setting(
    "GAVN_HOSTS", "127.0.0.1,localhost", "Names under which the server may be reached, with commas between."
)
HTTPS = Setting("GAVN_HTTPS", "", "1 where a proxy in front speaks TLS: cookies are then sent over TLS only.")
BIND = Setting("GAVN_BIND", "127.0.0.1:8000", "Address and port the server listens on.")
WORKERS = Setting("GAVN_WORKERS", "2", "Number of web processes.")
LANGUAGE = Setting("GAVN_LANGUAGE", "en", "Language for people who have not chosen one: en, da or sv.")
ZONE = Setting("GAVN_ZONE", "Europe/Copenhagen", "Time zone in which days begin and end.")
SECRET = Setting("GAVN_SECRET", "", "Secret that signs cookies; empty means one is made and kept in GAVN_DATA/keys.")
MAIL = Setting("GAVN_MAIL", "", "Mail server as host:port; empty means messages wait in the outbox.")
MAIL_USER = Setting("GAVN_MAIL_USER", "", "Account at the mail server, where it asks for one.")
MAIL_PASSWORD = Setting("GAVN_MAIL_PASSWORD", "", "Password of that account.")
MAIL_TLS = Setting("GAVN_MAIL_TLS", "", "starttls or tls where the mail server speaks it; empty means neither.")
ADDRESS = Setting(
    "GAVN_ADDRESS", "", "Address of the pages, for links in mails; empty means the first of GAVN_HOSTS, or GAVN_BIND."
)
SENDER = Setting("GAVN_SENDER", "gavn@localhost", "Address that messages come from.")
BACKUPS = Setting("GAVN_BACKUPS", "", "Folder that receives the copies; empty means backups in GAVN_DATA.")
KEY_BACKUP = Setting("GAVN_KEY_BACKUP", "", "Folder that receives the keys at backup, apart from the data.")
IDLE = Setting("GAVN_IDLE_MINUTES", "30", "Minutes without work after which a session is locked.")
SIGN_IN = Setting("GAVN_SIGN_IN", "", "File that names identity providers; empty means sign-in.yaml in GAVN_DATA.")
HELP_CSV = Setting("GAVN_HELP_CSV", "", "Path of the public HELP study, for its tests and its how-to.")
NOW = Setting("GAVN_NOW", "", "A moment (ISO 8601) at which the clock stands still, for tests and pictures.")
LOOKS = Setting("GAVN_LOOKS", "10", "Look-ups a month drawn by lot at each service, for its manager to read.")

SETTINGS = (
    DATA, DATABASE, DEMO, HOSTS, HTTPS, BIND, WORKERS, LANGUAGE, ZONE, SECRET, MAIL, MAIL_USER,
    MAIL_PASSWORD, MAIL_TLS, ADDRESS, SENDER, BACKUPS, KEY_BACKUP,
    IDLE, LOOKS, SIGN_IN, HELP_CSV, NOW,
)  # fmt: skip


def address() -> str:
    """Where the pages are found from outside, without a stroke at the end."""
    host = HOSTS.value.split(",")[0]
    there = f"https://{host}" if HTTPS.on else f"http://{BIND.value}"
    return (ADDRESS.value or there).rstrip("/")


def data_folder() -> Path:
    """Where this installation keeps everything, as an absolute path; made when missing, for the owner only."""
    folder = Path(DATA.value).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
