"""Page files: made on this machine, given hashed names, and made again only when their sources changed."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from dukou.kit.core.homes import Home

_STAMP = "statics_made_of"


def write_statics(home: Home) -> None:
    """Write all page files of the home."""
    from dukou.kit.charts import make_bundle  # drawing takes time to load, and most commands draw nothing

    make_bundle(home.made_static)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    (home.path / _STAMP).write_text(_sources())


def bring_statics_up_to_date(home: Home) -> bool:
    """Write them again where a source changed since; whether that was so."""
    stamp = home.path / _STAMP
    if stamp.exists() and stamp.read_text() == _sources():
        return False
    write_statics(home)
    return True


def _sources() -> str:
    """A fingerprint of all sources: what they are called, how long they are and when they were last written."""
    digest = hashlib.sha256(version("vl-convert-python").encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            about = Path(storage.path(name)).stat()
            digest.update(f"\0{name}\0{about.st_size}\0{about.st_mtime_ns}".encode())
    return digest.hexdigest()
