"""PNG files with a palette: a third of the size, and no library for it. The browser counts the colours, this file writes the bytes."""

from __future__ import annotations

import base64
import struct
import zlib

from playwright.sync_api import Page

COLOURS = 256

# Decodes a picture, keeps its most frequent colours (equally frequent ones in the order of their value, so that two runs agree),
# and gives each dot the nearest of them.
_COUNTED = """
async ([source, most]) => {
  const image = await createImageBitmap(await (await fetch(source)).blob(), {colorSpaceConversion: "none"});
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const dots = pen.getImageData(0, 0, image.width, image.height).data;
  const count = new Map();
  const colours = new Uint32Array(dots.length / 4);
  for (let at = 0; at < colours.length; at++) {
    const colour = (dots[4 * at] << 16) | (dots[4 * at + 1] << 8) | dots[4 * at + 2];
    colours[at] = colour;
    count.set(colour, (count.get(colour) || 0) + 1);
  }
  const palette = [...count].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, most).map(each => each[0]);
  const part = (colour, by) => (colour >> by) & 255;
  const nearest = new Map();
  for (const colour of count.keys()) {
    let best = 0, least = Infinity;
    palette.forEach((each, number) => {
      const far = [16, 8, 0].reduce((sum, by) => sum + (part(each, by) - part(colour, by)) ** 2, 0);
      if (far < least) { least = far; best = number; }
    });
    nearest.set(colour, best);
  }
  let text = "";
  for (const colour of colours) text += String.fromCharCode(nearest.get(colour));
  return {width: image.width, height: image.height, palette, dots: btoa(text)};
}
"""


def few_colours(page: Page, picture: bytes) -> bytes:
    """The picture with at most 256 colours. `page` lends its browser; nothing on it changes."""
    source = "data:image/png;base64," + base64.b64encode(picture).decode("ascii")
    counted = page.evaluate(_COUNTED, [source, COLOURS])
    return written(counted["width"], counted["palette"], base64.b64decode(counted["dots"]))


def written(width: int, palette: list[int], dots: bytes) -> bytes:
    """A PNG file of `width` dots a row; each byte of `dots` is the number of a colour 0xRRGGBB of the palette."""
    rows = [dots[start : start + width] for start in range(0, len(dots), width)]
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)  # eight bits, palette, not interlaced
    colours = b"".join(colour.to_bytes(3, "big") for colour in palette)
    chunks = [(b"IHDR", head), (b"PLTE", colours), (b"IDAT", packed), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG file in dots; ValueError where it is none."""
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR":
        raise ValueError("not a PNG file")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
