from __future__ import annotations

import io
from typing import Any

import pytest

pytest.importorskip("cv2", reason="the extra scan is not installed")

from PIL import Image, TiffImagePlugin

from jiheng.errors import UnreadableFile
from jiheng.reading.containers import pictures
from jiheng.reading.containers.page.ink import Glyph, Ink
from jiheng.reading.containers.scan import page_size, picture, read_pictures


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def grey(size: tuple[int, int] = (40, 20)) -> Image.Image:
    image = Image.new("L", size, 255)
    image.putpixel((0, 0), 0)
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_every_format_of_office_scanners_is_read(kind: str) -> None:
    (page,) = read_pictures(saved(grey(), kind), "a")

    assert page.size == (40, 20)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "I", "F"])
def test_every_kind_of_pixel_becomes_grey_or_colour_of_8_bits(mode: str) -> None:
    (page,) = read_pictures(saved(grey().convert("L").convert(mode), "TIFF"), "a")

    assert page.mode in ("L", "RGB")
    assert page.convert("L").getpixel((0, 0)) == 0
    assert page.convert("L").getpixel((30, 10)) == 255


def test_transparent_paper_is_white() -> None:
    (page,) = read_pictures(saved(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG"), "a")

    assert page.getpixel((1, 1)) == (255, 255, 255)


def test_each_page_of_a_tiff_is_a_picture() -> None:
    data = saved(grey(), "TIFF", save_all=True, append_images=[grey((10, 30)), grey()])

    assert [page.size for page in read_pictures(data, "a")] == [(40, 20), (10, 30), (40, 20)]


def test_frames_of_a_moving_picture_are_no_pages() -> None:
    data = saved(grey(), "PNG", save_all=True, append_images=[Image.new("L", (40, 20), 9)])

    assert len(list(read_pictures(data, "a"))) == 1


def test_the_way_the_camera_was_held_is_undone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (page,) = read_pictures(saved(grey(), "JPEG", exif=exif), "a")

    assert page.size == (20, 40)


def test_a_fax_is_stretched_to_square_dots() -> None:
    (page,) = read_pictures(saved(grey(), "TIFF", dpi=(200, 100)), "a")

    assert page.size == (40, 40)


def test_a_fax_too_large_to_stretch_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MAX_PIXELS", 800)
    (page,) = read_pictures(saved(grey(), "TIFF", dpi=(200, 100)), "a")

    assert page.size == (40, 20)


@pytest.mark.parametrize("dpi", [None, (200, 200)])
def test_what_is_finer_than_needed_is_made_smaller(
    monkeypatch: pytest.MonkeyPatch, dpi: tuple[int, int] | None
) -> None:
    monkeypatch.setattr(picture, "MAX_KEPT", 200)
    options = {} if dpi is None else {"dpi": dpi}
    (page,) = read_pictures(saved(grey(), "TIFF", **options), "a")

    assert page.size == (20, 10)
    assert page_size(page) == pytest.approx((14.4, 7.2) if dpi else (841.9, 420.95))


@pytest.mark.parametrize(
    ("dpi", "size"),
    [((100, 100), (28.8, 14.4)), ((1, 1), (841.9, 420.95)), (None, (841.9, 420.95))],
)
def test_the_page_is_as_large_as_the_file_says_or_as_a4(
    dpi: tuple[int, int] | None, size: tuple[float, float]
) -> None:
    options = {} if dpi is None else {"dpi": dpi}
    (page,) = read_pictures(saved(grey(), "TIFF", **options), "a")

    assert page_size(page) == pytest.approx(size, rel=0.01)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"GIF89a" + bytes(30)])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="no picture"):
        list(read_pictures(data, "a.png"))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP"])
def test_a_picture_cut_short_is_refused(kind: str) -> None:
    data = saved(Image.effect_noise((200, 200), 90), kind)

    with pytest.raises(UnreadableFile, match=r"damaged|no picture"):
        list(read_pictures(data[: len(data) // 2], "a"))


def test_a_tiff_whose_second_page_is_lost_is_refused() -> None:
    data = saved(grey(), "TIFF", save_all=True, append_images=[grey((900, 900))])

    with pytest.raises(UnreadableFile, match="damaged"):
        list(read_pictures(data[:-100], "a"))


@pytest.mark.parametrize("factor", [0.5, 1.5, 4])
def test_a_bomb_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch, factor: float
) -> None:
    monkeypatch.setattr(picture, "MAX_PIXELS", 300)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", int(800 / factor))

    with pytest.raises(UnreadableFile, match="pixels"):
        list(read_pictures(saved(grey(), "PNG"), "a"))


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MAX_PAGES", 2)
    data = saved(grey(), "TIFF", save_all=True, append_images=[grey(), grey()])

    with pytest.raises(UnreadableFile, match="pages"):
        next(read_pictures(data, "a"))  # before any of them is read


def failing(*_: object, **__: object) -> None:
    message = "broken"
    raise ValueError(message)


def test_a_header_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "open", failing)

    with pytest.raises(UnreadableFile, match="damaged"):
        list(read_pictures(saved(grey(), "PNG"), "a"))


def test_a_page_that_cannot_be_found_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(grey(), "TIFF", save_all=True, append_images=[grey()])
    monkeypatch.setattr(TiffImagePlugin.TiffImageFile, "seek", failing)

    with pytest.raises(UnreadableFile, match="damaged"):
        list(read_pictures(data, "a"))


def test_pages_of_a_picture_are_read_without_anybody_to_tell_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        pictures,
        "scan_ink",
        lambda *_, number, width, height, name: Ink(
            number, width, height, [Glyph(name, 0, 0, 10, 10)], [], []
        ),
    )
    data = saved(grey(), "TIFF", save_all=True, append_images=[grey()])
    found = pictures.read_picture_pages(data, "a")
    assert (found.count, [row[0].text for row in found.sheet.rows]) == (2, ["a", "a"])
