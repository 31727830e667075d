"""The named corpus: what people and machines put into fields and files that a program must survive."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO

SCRIPT = "<script>alert(7)"
BIG = 10_000_000
WORDS = {
    "nothing": "",
    "blanks": " \t\r\n\u00a0\u2003",
    "NUL": "a\x00b",
    "control signs": "".join(map(chr, range(1, 32))),
    "right to left": "\u202etxt.exe\u202c שלום مرحبا",
    "other scripts": "Łódź Ελλάδα Москва 東京 ไทย",
    "signs put together": "e\u0301\u0323" * 200,
    "a family of signs": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 50,
    "half a sign": "\ufffd\ufffe",
    "digits of other scripts": "١٢٣٤٥",
    "script": f"{SCRIPT}</script>",
    "script in an attribute": f'" onfocus="alert(7)" x="{SCRIPT}</script>',
    "template": "{{ settings.SECRET_KEY }}{% include 'base.html' %}",
    "SQL": "'; DROP TABLE access_user; --",
    "SQL with quotes": '" OR 1=1 --',
    "not a number": "NaN",
    "infinity": "-Infinity",
    "far too large": "9" * 400,
    "exponent": "1e999",
    "decimal comma": "7,5",
    "thousands": "1.000,5",
    "below zero": "-1",
    "underscores": "1_000",
    "a date that is none": "2025-02-29",
    "a date of year 0": "0000-00-00",
    "a date far away": "9999-12-31",
    "a date in another form": "31/12/2025",
    "long": "å" * 20_000,
    "a formula": '=HYPERLINK("http://example.org";"x")',
    "a path": "../../../etc/passwd",
    "a line break in a header": "x\r\nSet-Cookie: a=b",
    "another site": "//example.org/",
    "script address": "javascript:alert(7)",
    "deep JSON": "[" * 5000,
    "JSON": '{"__proto__": {"v": 1}}',
    "an id of nobody": "0" * 32,
    "wrong national number": "000000-0000",
    "national number with letters": "010203-ABCD",
    "national number of 31 February": "310290-1234",
    "true": "true",
    "a list": "a,b,c",
}


def zipped(**members: bytes) -> bytes:
    """An archive with these members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """Entities that grow a thousandfold each time they are opened."""
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{grown}]><x>&e9;</x>'.encode()


FILES: dict[str, Callable[[], tuple[str, bytes]]] = {
    "empty": lambda: ("a.csv", b""),
    "rows": lambda: ("a.csv", b"a;b;c\n1;2;3\n"),
    "mark at the start": lambda: ("a.csv", "\ufeffnavn;år\nÅse;1\n".encode()),
    "Latin-1": lambda: ("a.csv", "navn;år\nÅse;1\n".encode("latin-1")),
    "NUL": lambda: ("a.csv", b"a;b\n\x00;\x00\n"),
    "UTF-16": lambda: ("a.csv", "a;b\n1;2\n".encode("utf-16")),
    "cut within a sign": lambda: ("a.csv", "a;b\nå".encode()[:-1]),
    "one long line": lambda: ("a.csv", b"x" * 300_000),
    "many columns": lambda: ("a.csv", b";".join([b"a"] * 20_000)),
    "open quotes": lambda: ("a.csv", b'a;b\n"1;2\n3;4\n'),
    "formulas": lambda: ("a.csv", b"a;b\n=1+1;@SUM(1)\n"),
    "XML bomb": lambda: ("a.xml", bomb()),
    "XML bomb in a workbook": lambda: ("a.xlsx", zipped(**{"[Content_Types].xml": bomb(), "xl/workbook.xml": bomb()})),
    "zip slip": lambda: ("a.xlsx", zipped(**{"../../../tmp/gavn-slipped": b"x", "xl/workbook.xml": b"<x/>"})),
    "zip bomb": lambda: ("a.xlsx", zipped(**{"xl/worksheets/sheet1.xml": b"0" * BIG, "xl/workbook.xml": b"<x/>"})),
    "cut archive": lambda: ("a.xlsx", zipped(a=b"1" * 1000)[:80]),
    "deep YAML": lambda: ("a.yaml", b"a: " + b"[" * 5000),
    "YAML that grows": lambda: ("a.yaml", b"a: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n"),
    "YAML that makes objects": lambda: ("a.yaml", b"!!python/object/apply:os.system ['true']"),
    "script as a name": lambda: (f"{SCRIPT}.csv", b"a;b\n1;2\n"),
    "path as a name": lambda: ("../../a.csv", b"a;b\n1;2\n"),
}
FILES = {name: cache(make) for name, make in FILES.items()}
