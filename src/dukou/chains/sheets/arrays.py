"""Arrays out of an .npz: numbers as numpy reads them, texts without unpickling, everything within bounds."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from dukou.chains.sheets.inert import NotTexts, texts_of
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_MOST_BYTES = 1 << 31  # ten thousand sectors and their deliveries take 0.8 GB
_MOST_BYTES_OF_TEXT = 1 << 24
_ENDING = ".npy"
# What a torn, encrypted or crafted archive leads into while it is read
_TORN = (ValueError, EOFError, OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)


class ArraysUnreadable(Refusal):
    """A file of arrays that is torn, beyond reason, or holds what would have to be run to be read."""

    code = "chains.arrays_unreadable"
    what = Label("没有读数组文件“{name}”", "the file of arrays “{name}” was not read")
    why = Label("{part}：{said}", "{part}: {said}")
    cure = Label(
        "用 numpy.savez 重新保存，部门名称存成文本数组（dtype 为 str）",
        "save it again with numpy.savez, names of sectors as an array of dtype str",
    )


class Arrays:
    """The arrays of one .npz by name, each read when it is asked for."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(path)
        except _TORN as error:
            raise self._refusal(name, Label("不是 npz 文件，或者已损坏", "it is no .npz, or it is torn")) from error
        self.names = tuple(each.removesuffix(_ENDING) for each in self._archive.namelist() if each.endswith(_ENDING))

    def __enter__(self) -> Arrays:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def numbers(self, part: str) -> NDArray[np.float64]:
        """An array of numbers."""
        found = self._read(part)
        if isinstance(found, tuple) or found.dtype.kind not in "iufb":
            raise self._refusal(part, Label("应当是数", "it should hold numbers"))
        return np.asarray(found, dtype=np.float64)

    def texts(self, part: str) -> tuple[str, ...]:
        """An array of texts in one dimension."""
        found = self._read(part)
        if isinstance(found, tuple):
            return found
        if found.ndim != 1 or found.dtype.kind not in "US":
            raise self._refusal(part, Label("应当是一列文本", "it should be one list of texts"))
        try:
            return tuple(each.decode() if isinstance(each, bytes) else str(each) for each in found)
        except UnicodeDecodeError as error:
            raise self._refusal(part, Label("不是 UTF-8 文本", "it is no text in UTF-8")) from error

    def _read(self, part: str) -> NDArray[Any] | tuple[str, ...]:
        told = self._archive.getinfo(part + _ENDING)
        if told.file_size > _MOST_BYTES:
            raise self._refusal(part, Label("超过 2 GB", "it is larger than 2 GB"))
        try:
            with self._archive.open(told) as file:
                shape, _, kind = _header(file)
                if kind.hasobject:
                    return self._texts_within(part, file.read(_MOST_BYTES_OF_TEXT))
                if int(np.prod(shape, dtype=object)) * kind.itemsize > told.file_size:
                    raise ValueError("shape beyond the file")
            with self._archive.open(told) as file:
                return npy.read_array(file, allow_pickle=False)
        except _TORN as error:
            raise self._refusal(part, Label("数组已损坏", "the array is torn")) from error

    def _texts_within(self, part: str, pickled: bytes) -> tuple[str, ...]:
        try:
            return texts_of(pickled)
        except NotTexts as error:
            said = Label(
                "含有要运行才能读出的内容（pickle），不是文本", "it holds what would have to be run to be read (a pickle), not texts"
            )
            raise self._refusal(part, said) from error

    def _refusal(self, part: str, said: Label) -> ArraysUnreadable:
        return ArraysUnreadable(name=self.name, part=part, said=said)


def _header(file: Any) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    version = npy.read_magic(file)
    return npy.read_array_header_1_0(file) if version == (1, 0) else npy.read_array_header_2_0(file)
