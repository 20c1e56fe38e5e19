"""Forms as they come back from kitchen tables and old scanners: printed by the app, signed, crumpled, badly scanned."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, replace

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from coordinator_app.core.print_order import PrintHead, PrintOrder
from coordinator_app.pdf.print_job import print_order

CONSENT, REFERRAL = "consent-form", "referral-form"
VALUES = {
    "child_name": "Marigold Puddlecombe",
    "child_birth_date": "3 May 2014",
    "school_name": "Foxglove Hill School",
    "provider_name": "Kingfisher Workshop",
    "programme_summary": "Woodwork, Tuesdays and Thursdays",
    "carer_name": "Tansy Puddlecombe",
}
_SIGNATURES = ((73, 185), (114, 189))
DPI = 200
MM = DPI / 25.4


def printed(reference: str, template: str = CONSENT, *, large: bool = False, practice: bool = False) -> bytes:
    """A form as the app prints it."""
    head = PrintHead(
        "Hazelmoor Partnership", "Ring us", reference=reference, practice=practice, large_print=large
    )
    values = VALUES if template == CONSENT else {}
    return print_order(PrintOrder(template, head, values)).pdf


def pictures(pdf: bytes, dpi: int = DPI) -> list[Image.Image]:
    """Each page as a good scanner sees it, in grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


def sign(
    page: Image.Image, line: int, rng: random.Random, *, level: int = 60, pen: float = 0.45
) -> Image.Image:
    """Scribble a name over a signature line that stands `line` millimetres from the top."""
    signed, scale = page.copy(), page.width / 210
    draw, across = ImageDraw.Draw(signed), 26.0
    points = []
    while across < 68:
        points.append((across * scale, (line - 3 - rng.uniform(0, 11)) * scale))
        across += rng.uniform(1.0, 3.5)
    draw.line(points, fill=level, width=max(1, round(pen * scale)), joint="curve")
    return signed


@dataclass(frozen=True, slots=True)
class Bad:
    """What is wrong with a scan. Angles in degrees, shift in millimetres, `turn` in quarters."""

    skew: float = 0.0
    turn: int = 0
    fade: float = 1.0
    noise: int = 0
    blur: float = 0.0
    quality: int = 85
    shrink: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    dirt: int = 0
    dpi: int = DPI
    shade: int = 0


def spoil(page: Image.Image, bad: Bad, rng: random.Random) -> Image.Image:
    """The page as that scanner would give it back, JPEG and all."""
    seen = _shaded(page, bad.shade) if bad.shade else page.copy()
    draw = ImageDraw.Draw(seen)
    for _ in range(bad.dirt):
        x, y, size = rng.randrange(seen.width), rng.randrange(seen.height), rng.uniform(0.2, 1.2) * MM
        draw.ellipse((x, y, x + size, y + size), fill=rng.randrange(60, 190))
    if bad.fade < 1:
        seen = seen.point([250 - round((250 - min(level, 250)) * bad.fade) for level in range(256)])
    if bad.shrink != 1 or bad.shift != (0.0, 0.0):
        smaller = seen.resize((round(seen.width * bad.shrink), round(seen.height * bad.shrink)))
        sheet = Image.new("L", seen.size, 250)
        sheet.paste(smaller, (round(bad.shift[0] * MM), round(bad.shift[1] * MM)))
        seen = sheet
    if bad.skew:
        seen = seen.rotate(bad.skew, Image.Resampling.BICUBIC, fillcolor=235)
    if bad.dpi != DPI:
        seen = seen.resize(
            (seen.width * bad.dpi // DPI, seen.height * bad.dpi // DPI), Image.Resampling.LANCZOS
        )
    if bad.blur:
        seen = seen.filter(ImageFilter.GaussianBlur(bad.blur * seen.width / 1654))
    if bad.noise:
        grain = Image.frombytes("L", seen.size, rng.randbytes(seen.width * seen.height))
        seen = Image.blend(seen, grain, bad.noise / 100)
    if bad.turn:
        seen = seen.rotate(-90 * bad.turn, expand=True)
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=bad.quality)
    read = Image.open(io.BytesIO(out.getvalue())).convert("L")
    return Image.frombytes("L", read.size, read.tobytes())  # without what Pillow remembers of the file


def _shaded(page: Image.Image, depth: int) -> Image.Image:
    """A shadow that grows to one side, as over the fold of a page that was photographed."""
    ramp = Image.linear_gradient("L").rotate(90).resize(page.size)
    dark = ramp.point([255 - level * depth // 255 for level in range(256)])
    black = Image.new("L", page.size, 0)
    return Image.composite(page, black, dark)


def some_bad(rng: random.Random) -> Bad:
    """One of the scans that come in: mostly a little of everything, now and then much of one thing."""
    mild = Bad(
        skew=rng.uniform(-3, 3),
        turn=rng.choice((0, 0, 0, 1, 2, 3)),
        fade=rng.uniform(0.5, 1),
        noise=rng.randrange(0, 12),
        blur=rng.uniform(0, 1.2),
        quality=rng.randrange(25, 90),
        shrink=rng.uniform(0.93, 1),
        shift=(rng.uniform(0, 6), rng.uniform(0, 6)),
        dirt=rng.randrange(0, 60),
        dpi=rng.choice((100, 150, 200, 200)),
        shade=rng.choice((0, 0, 60, 110)),
    )
    worse = rng.randrange(8)
    if worse == 0:
        return replace(mild, skew=rng.choice((-1, 1)) * rng.uniform(4, 12))
    if worse == 1:
        return replace(mild, fade=rng.uniform(0.1, 0.3), noise=rng.randrange(6))
    if worse == 2:
        return replace(mild, blur=rng.uniform(1.5, 2.4), dpi=200)
    if worse == 3:
        return replace(mild, dpi=75, blur=0.4, noise=4)
    return mild
