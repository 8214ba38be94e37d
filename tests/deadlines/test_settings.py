"""Settings: what a file may say, and one sentence for whatever is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopflow.deadlines import read_settings
from sopflow.errors import SettingsError

WHOLE = """
lang = "en"
every = 30

[log]

[webhook]
url = "https://app.kantor.example/tenggat"
secret_env = "UJI_RAHASIA"
timeout = 5

[mail]
server = "smtp+tls://mail.kantor.example:587"
sender = "SOP <sop@kantor.example>"
user = "sop"
password_env = "UJI_SANDI"

[mail.addresses]
loket = "loket@kantor.example"
budi = "budi@kantor.example"

[retry]
first = 30
most = 600
days = 2
"""


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UJI_RAHASIA", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    monkeypatch.setenv("UJI_SANDI", "sandi")
    monkeypatch.setenv("UJI_SALAH", "whsec_?!")
    monkeypatch.setenv("UJI_PENDEK", "whsec_")
    monkeypatch.delenv("UJI_KOSONG", raising=False)


def test_a_whole_file(tmp_path: Path) -> None:
    (tmp_path / "tenggat.toml").write_text(WHOLE)
    found = read_settings(tmp_path / "tenggat.toml", "id")
    assert [channel.name for channel in found.channels] == ["webhook", "mail", "log"]
    assert (found.every, found.retry.first, found.retry.most, found.retry.days) == (30, 30, 600, 2)
    assert found.channels[1].reaches("kepala", "budi")
    assert not found.channels[1].reaches("kepala", None)


def test_an_empty_file_means_the_log(tmp_path: Path) -> None:
    (tmp_path / "tenggat.toml").write_text("")
    assert [channel.name for channel in read_settings(tmp_path / "tenggat.toml", "id").channels] == ["log"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lang =", ["TOML"]),
        ('lang = "id"\n\nevery ==', ["TOML", "3"]),
        ("every = " + "9" * 5000, ["TOML"]),
        ("#" * 70_000, ["TOML"]),
        ("\xff", ["TOML"]),
        ('bahasa = "id"', ["'bahasa'", "lang", "webhook"]),
        ('lang = "fr"', ["'lang'", "fr", "id"]),
        ("lang = 3", ["'lang'", "3"]),
        ("every = 7", ["'every'", "7", "15"]),
        ("every = true", ["'every'"]),
        ("webhook = 3", ["'webhook'"]),
        ('[webhook]\nurl = "https://a.example"', ["'webhook.secret_env'"]),
        ('[webhook]\nurl = "ftp://a.example"\nsecret_env = "UJI_RAHASIA"', ["'webhook.url'", "ftp://a.example"]),
        ('[webhook]\nurl = "https://a.example"\nsecret_env = "UJI_KOSONG"', ["UJI_KOSONG"]),
        ('[webhook]\nurl = "https://a.example"\nsecret_env = "UJI_SALAH"', ["UJI_SALAH", "whsec_"]),
        ('[webhook]\nurl = "https://a.example"\nsecret = "x"', ["'webhook.secret'", "secret_env"]),
        ('[webhook]\nurl = "https://a.example"\nsecret_env = "UJI_RAHASIA"\ntimeout = 0', ["'webhook.timeout'"]),
        ('[mail]\nserver = "mail.example"\nsender = "a@b"\naddresses = {}', ["'mail.server'", "smtp://"]),
        ('[mail]\nserver = "smtp://m:x"\nsender = "a@b"\naddresses = {}', ["'mail.server'"]),
        ('[mail]\nserver = "smtp://m"\nsender = "sop"\naddresses = {}', ["'mail.sender'"]),
        ('[mail]\nserver = "smtp://m"\nsender = "a@b"\naddresses = {loket = "x"}', ["'mail.addresses.loket'"]),
        (
            '[mail]\nserver = "smtp://m"\nsender = "a@b"\naddresses = {loket = "a@b\\nBcc: c@d"}',
            ["'mail.addresses.loket'"],
        ),
        ("[retry]\nfirst = -1", ["'retry.first'"]),
        ("[retry]\nfirst = nan", ["'retry.first'"]),
        ("[retry]\nfirst = inf", ["'retry.first'"]),
        ("[log]\nlevel = 3", ["'log.level'"]),
        ("x = " + "[" * 5000, ["TOML"]),
        ('[webhook]\nurl = "https://[::1"\nsecret_env = "UJI_RAHASIA"', ["'webhook.url'"]),
        ('[webhook]\nurl = "https://h:99999/"\nsecret_env = "UJI_RAHASIA"', ["'webhook.url'"]),
        ('[webhook]\nurl = "https://a:s@h/"\nsecret_env = "UJI_RAHASIA"', ["'webhook.url'"]),
        ('[webhook]\nurl = "https://h/"\nsecret_env = "UJI_PENDEK"', ["UJI_PENDEK", "16"]),
        ('[mail]\nserver = "smtp://[::1"\nsender = "a@b"\naddresses = {}', ["'mail.server'"]),
        ('[mail]\nserver = "smtp://u:p@h"\nsender = "a@b"\naddresses = {}', ["'mail.server'", "password_env"]),
        ('[mail]\nserver = "smtp://m"\nsender = "@"\naddresses = {}', ["'mail.sender'"]),
        ("[retry]\nmost = 1e300", ["'retry.most'"]),
    ],
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_is_wrong_is_one_sentence(tmp_path: Path, text: str, words: list[str], lang: str) -> None:
    (tmp_path / "tenggat.toml").write_text(text, encoding="latin-1")
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path / "tenggat.toml", "id")
    said = caught.value.message(lang)
    assert "\n" not in said
    assert all(word in said for word in words), said


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "tiada.toml", tmp_path, Path("/dev/zero")):
        with pytest.raises(SettingsError) as caught:
            read_settings(path, "id")
        assert path.name in caught.value.message("en")
