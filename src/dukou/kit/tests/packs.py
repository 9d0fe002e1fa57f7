"""Writing packs for tests."""

from __future__ import annotations

from pathlib import Path


def write_pack(root: Path, **files: str) -> Path:
    """A pack in the folder `root`; `notes__yaml="…"` becomes notes.yaml, `topics___a__yaml` becomes topics/a.yaml."""
    files.setdefault("pack__yaml", "name: {zh: 小区, en: tiny}\n")
    for told, text in files.items():
        path = root / told.replace("___", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
