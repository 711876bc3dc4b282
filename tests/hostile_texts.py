"""Forty kinds of text that is something other than text somewhere: a template, markup, a formula, a command, a trap.

Each is sound text that a file may hold, begins and ends with something to see, and has to be shown as it is.
"""

from __future__ import annotations

import json
from typing import Any

HOSTILE = (
    # templates and formats
    "{{7*191}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "Room {#12",
    "50 {% off",
    "${alert(1)} #{7*191} <%= 7*191 %>",
    "%s %n %(title)s {0.__class__} {title}",
    # elements
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><style>*{display:none}</style>",
    "<svg/onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    "</title></textarea></noscript><base href=https://a.example/><meta http-equiv=refresh content=0>",
    "<!--><img src=x onerror=alert(1)>--> --!> -->",
    "<![CDATA[x]]> ]]>",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///no/such/file">]>&e;',
    # attributes and what is read in them
    "\" onmouseover=alert(1) x=' onfocus=alert(1) autofocus='",
    "'\"&amp;<b>",
    "&lt;b&gt; &#42; &#x3c;img src=x&#x3e; &nbsp &copy",
    "javascript:alert(1) JaVaScRiPt&colon;alert(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "url(https://a.example/z.png) ;color:red} @import 'https://a.example/z.css';",
    # programs
    "`back` \\2 \\u0041",
    "\\'); alert(1); // \\x3cscript\\x3e",
    "'; DROP TABLE stops; --",
    "$(touch x) `touch x` | touch x && touch x",
    # markup without elements
    "**bold** _slanted_ ~~struck~~ `code`",
    "[link](javascript:alert(1)) ![picture](x) <https://a.example> [x]: y",
    ":red[red] :blue-background[blue] :small[small]",
    ":smile: :material/home: :streamlit:",
    "$x^2$ $$y$$ \\(z\\) \\input{/no/such/file}",
    "# heading | cell | --- | 1. item",
    "www.a.example https://a.example/y mailto:a@a.example @somebody",
    # spreadsheets, files and calendars
    '=HYPERLINK("https://a.example";"x")',
    "../../../no-such-folder/x ..\\..\\NUL C:con",
    "a;b,c:d\\n\r\nEND:VEVENT\r\nX:1",
    # writing
    "one\ntwo\u2028three\u2029four",
    "a\u200bb\u200dc\ufeffd\u00ade",
    "مرحبا עברית \u202eabc\u202c \u2066def",
    "Z\u0351\u0360\u0489\u0301\u0316\u0324\u0335\u035c\u0361a\u0351\u0360\u0489\u0301\u0316\u0324\u0335\u035c\u0361lgo",
    "평양 金正恩 Хасан 👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿 " + "W" * 120,
)  # fmt: skip
NASTY = " ".join(HOSTILE)


KEY = " ".join(NASTY.split())[:900]  # YAML takes no key of more than 1,024 characters


def story_of_hostile_texts() -> dict[str, Any]:
    """An itinerary with hostile text wherever text can be, in forty places."""
    places = {
        f"{text} {n}": {"name": NASTY, "lat": 40 + n / 10, "lon": 20 + n / 10, "kind": NASTY, "also": [f"{NASTY} {n}"]}
        for n, text in enumerate(HOSTILE)
    }
    keys = list(places)
    said = {"sources": [KEY], "events": [NASTY]}
    by = {"vehicle": NASTY, "via": [keys[1]], "sources": [KEY]}
    seen = [{"at": "2023", "place": keys[2], "sources": [KEY]}]
    stops = [
        {"place": keys[0], "depart": "2023-09-12", **said},
        *({"place": key, "by": by, "seen": seen, **said} for key in keys[1:]),
    ]
    claim = {"quote": NASTY, "source": KEY, "from": keys[0], "to": keys[1], "by": NASTY, "distance": "1 km"}
    source = {"publisher": NASTY, "title": NASTY, "url": f"https://a.example/{NASTY}", "date": "2023"}
    return {
        "title": NASTY,
        "traveller": [NASTY, "../../x"],
        "sources": {KEY: source},
        "places": places,
        "stops": stops,
        "claims": [claim],
        "versions": {"rival": {"title": NASTY, "instead_of": 2, "stops": [{"place": keys[2], "by": by, **said}]}},
    }


def yaml_of(document: Any) -> bytes:
    """A document as YAML: JSON without the pairs of surrogates and the line breaks that YAML knows and JSON does not."""
    text = json.dumps(document, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if c in "\x85\u2028\u2029\ufeff" else c for c in text).encode()


def on_a_line(text: str) -> str:
    """A text as it is shown where white space does not count."""
    return " ".join(text.split())
