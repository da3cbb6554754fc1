"""The rules in the browser say nothing that the checker does not say, in the same words and places."""

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

from translit.checking import check, load_policy
from translit.checking.policy import Policy
from translit.library import tables
from translit.web.rules import browser_rules

HERE = Path(__file__).parent
LIMIT = 60
SENTENCE = (
    "Утре имаме среща в София с Иван; срещата е в 10, после SMS-и, iPhone и кафе. Критики към министъра след срещата "
    "ОБЯВА Продавам хора сме всеки Те са Тя каза ѝ, че идва 😀 ВЕЧЕ кафене XXI-ви век facebook.com ivan@mail.bg #таг"
)
HIDDEN = "\u202a\u2066\u2069\u200b\u2060\ufeff\ufffd\u200d\u05d0"
TWINS = dict(zip("аеорсухАВЕКМНОРСТХкмт", "aeopcyxABEKMHOPCTXkmt", strict=True))


def texts() -> list[str]:
    """Sentences with twins at random, punctuation and joined words included."""
    rng = random.Random(39)
    made = [sample.target for table_id in tables if table_id.startswith("bg-") for sample in tables[table_id].samples]
    for _ in range(1500):
        words = rng.choices(SENTENCE.split(), k=rng.randrange(1, 9))
        rate = rng.choice((0.02, 0.1, 0.4))
        text = rng.choice(("", "", "!", " - ")).join([" ".join(words), rng.choice(("", "?", "👏🏽"))])
        text = "".join(TWINS.get(c, c) if rng.random() < rate else c for c in text)
        if rng.random() < 0.2:
            place = rng.randrange(len(text) + 1)
            text = text[:place] + rng.choice(HIDDEN) + text[place:]
        made.append(text)
    return made


def test_rules_of_the_browser_are_among_the_checker_s() -> None:
    comment = load_policy("comment")
    policy = Policy(language="bg", script=comment.script, max_length=LIMIT)
    cases: list[tuple[str, dict[str, list[dict[str, Any]]]]] = []
    for text in texts():
        found = check(text, policy)
        cases.append((text, {language: [f.as_dict(language) for f in found] for language in ("bg", "en")}))
    program = shutil.which("node")
    assert program, "node is missing: apt-get install nodejs"
    ran = subprocess.run(
        [program, str(HERE / "web" / "check_rules.mjs")],
        input=json.dumps({"rules": browser_rules("bg"), "texts": cases, "limit": LIMIT}).encode(),
        capture_output=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    codes = [f["code"] for _, found in cases for f in found["bg"]]
    # Both languages are counted. Half are found: the rest need a dictionary, or the words around them.
    expected = 2 * (codes.count("mixed_script_confusable") + codes.count("max_length"))
    assert int(ran.stdout) > 0.5 * expected, (int(ran.stdout), expected)
