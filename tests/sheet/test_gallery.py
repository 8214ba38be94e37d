"""The gallery shows what the program draws today."""

from __future__ import annotations

import pytest

from gallery import GALLERY, TEXTS, pictures

DRAWN = pictures(TEXTS)


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_the_gallery_is_up_to_date(name: str) -> None:
    assert (GALLERY / name).read_bytes() == DRAWN[name], "run make gallery, and look at the difference"


def test_every_picture_of_the_gallery_is_shown() -> None:
    page = (GALLERY.parent / "galeri.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(GALLERY.iterdir()) if f"galeri/{path.name}" not in page] == []
