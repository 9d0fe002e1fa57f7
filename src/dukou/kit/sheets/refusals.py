"""Why a file is not read as a sheet, or a list not written as one. Each names the file as its sender named it, and the place."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_READ = Label("没有读“{name}”", "“{name}” was not read")


class UnknownKind(Refusal):
    """The name does not end like that of a sheet."""

    code = "sheets.unknown_kind"
    what = _NOT_READ
    why = Label("文件名不以 .csv、.xlsx、.xls 或 .et 结尾", "its name does not end in .csv, .xlsx, .xls or .et")
    cure = Label("用表格软件打开，另存为 .xlsx 或 .csv", "open it in the spreadsheet program and save it as .xlsx or .csv")


class NotWhatItSays(Refusal):
    """The content is not of the kind that the name claims."""

    code = "sheets.not_what_it_says"
    what = _NOT_READ
    why = Label("文件名说是{claimed}，内容却像是{seems}", "its name says {claimed}, its content looks like {seems}")
    cure = Label("{way}", "{way}")


class EmptyFile(Refusal):
    """Nothing at all was sent."""

    code = "sheets.empty"
    what = _NOT_READ
    why = Label("文件是空的（0 字节）", "the file is empty (0 bytes)")
    cure = Label("检查保存是否成功，再送一次", "check that it was saved, and send it again")


class NoRows(Refusal):
    """The file is a sheet in which no cell is filled."""

    code = "sheets.no_rows"
    what = _NOT_READ
    why = Label("没有一行写了东西（隐藏的工作表不读）", "no row holds anything (hidden sheets are not read)")
    cure = Label("把数据放在看得见的工作表里", "put the data on a visible sheet")


class TooLarge(Refusal):
    """The file is larger than is read of its kind."""

    code = "sheets.too_large"
    what = _NOT_READ
    why = Label("文件有 {size} MB，这种文件最多读 {limit} MB", "the file has {size} MB; at most {limit} MB are read of this kind")
    cure = Label("分成几个文件，或另存为 CSV", "split it into several files, or save it as CSV")


class TooManyColumns(Refusal):
    """A list of people or firms is never this wide."""

    code = "sheets.too_many_columns"
    what = _NOT_READ
    why = Label("{place}有 {columns} 列，最多读 {limit} 列", "{place} has {columns} columns; at most {limit} are read")
    cure = Label("删去多余的列", "remove the columns that are not needed")


class TooManyCells(Refusal):
    """A workbook is held in memory whole, so its used area has a bound."""

    code = "sheets.too_many_cells"
    what = _NOT_READ
    why = Label(
        "工作表“{sheet}”用到第 {rows} 行、第 {columns} 列，一共最多读 {limit} 格",
        "the sheet “{sheet}” reaches row {rows} and column {columns}; at most {limit} cells are read",
    )
    cure = Label("删去远处多余的格子，或另存为 CSV", "clear stray cells far away, or save it as CSV")


class Utf16(Refusal):
    """Text of two bytes a character, as some programs export it."""

    code = "sheets.utf16"
    what = _NOT_READ
    why = Label("文件是 UTF-16 编码（Unicode 文本）", "the file is in UTF-16 (“Unicode text”)")
    cure = Label("另存为“CSV UTF-8（逗号分隔）”", "save it as “CSV UTF-8 (comma delimited)”")


class NulBytes(Refusal):
    """Text never holds a byte 0."""

    code = "sheets.nul_bytes"
    what = _NOT_READ
    why = Label("第 {line} 行有值为 0 的字节：不是文本，或是 UTF-16 编码", "line {line} holds a byte 0: this is no text, or it is UTF-16")
    cure = Label("另存为“CSV UTF-8（逗号分隔）”", "save it as “CSV UTF-8 (comma delimited)”")


class UnknownEncoding(Refusal):
    """Neither UTF-8 nor GB 18030."""

    code = "sheets.unknown_encoding"
    what = _NOT_READ
    why = Label(
        "既不是 UTF-8 也不是 GB18030：第 {line} 行第 {byte} 个字节起读不通",
        "neither UTF-8 nor GB18030: it breaks at line {line}, byte {byte} of that line",
    )
    cure = Label("改正那一行，或另存为“CSV UTF-8（逗号分隔）”", "mend that line, or save it as “CSV UTF-8 (comma delimited)”")


class LineTooLong(Refusal):
    """A line of a list is never this long."""

    code = "sheets.line_too_long"
    what = _NOT_READ
    why = Label("第 {line} 行超过 1 MB", "line {line} is longer than 1 MB")
    cure = Label("检查那一行的换行是否丢了", "check whether the line breaks there were lost")


class UnclosedQuote(Refusal):
    """A quotation mark opens a cell and never closes it."""

    code = "sheets.unclosed_quote"
    what = _NOT_READ
    why = Label("第 {row} 行有一个格子的引号没有关上", "a quotation mark in row {row} is never closed")
    cure = Label("补上那一格末尾的引号，或另存为 .xlsx", "close the quotation mark of that cell, or save the file as .xlsx")


class ZipBomb(Refusal):
    """A small archive that unfolds into far more than any list holds."""

    code = "sheets.zip_bomb"
    what = _NOT_READ
    why = Label("压缩包解开后大得不合常理", "the archive unfolds to an unreasonable size")
    cure = Label("用表格软件打开，另存为新的 .xlsx", "open it in the spreadsheet program and save it as a new .xlsx")


class Damaged(Refusal):
    """A workbook whose parts cannot be read."""

    code = "sheets.damaged"
    what = _NOT_READ
    why = Label("工作簿打不开：{part}", "the workbook cannot be opened: {part}")
    cure = Label("用表格软件打开，另存为新的 .xlsx", "open it in the spreadsheet program and save it as a new .xlsx")


class Encrypted(Refusal):
    """A workbook behind a password."""

    code = "sheets.encrypted"
    what = _NOT_READ
    why = Label("工作簿加了密码", "the workbook is protected by a password")
    cure = Label("去掉密码再保存", "remove the password and save it again")


class TooManyRows(Refusal):
    """A worksheet ends at row 1,048,576."""

    code = "sheets.too_many_rows"
    what = Label("没有写工作簿", "the workbook was not written")
    why = Label("行数超过一张工作表能容纳的 {limit} 行", "there are more rows than the {limit} that a worksheet holds")
    cure = Label("改用 CSV，或先筛选", "take CSV, or filter the list first")
