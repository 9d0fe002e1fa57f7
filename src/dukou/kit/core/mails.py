"""Where mail goes out: DUKOU_MAIL names a server, and where it is not set no mail is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


class MailAddressWrong(Refusal):
    """DUKOU_MAIL cannot be read. It holds a password, so it is never repeated."""

    code = "kit.mail_address_wrong"
    what = Label("没有设定邮件服务器", "no mail server was set")
    why = Label("环境变量 DUKOU_MAIL：{fault}", "DUKOU_MAIL: {fault}")
    cure = Label(
        "写成 smtp://用户:口令@主机:587（STARTTLS）或 smtps://用户:口令@主机（TLS）；内网中继不加密的写 smtp+plain://主机:25，不带口令",
        "write smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host (TLS); a relay of one's own network that does not "
        "encrypt is smtp+plain://host:25, without a password",
    )


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that takes mail. `begins_with_tls`: from the first byte (smtps); `starts_tls`: after a greeting in the clear (smtp)."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    starts_tls: bool = True
    begins_with_tls: bool = False


def mail_server_of(address: str) -> MailServer | None:
    """Read the address; None where it is empty. A password never travels in the clear."""
    if not address.strip():
        return None
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        raise _wrong("主机或端口写得不对", "its host or port cannot be read") from None
    if parts.scheme not in _PORTS:
        raise _wrong("应以 smtp://、smtps:// 或 smtp+plain:// 开头", "it must begin with smtp://, smtps:// or smtp+plain://")
    if not parts.hostname or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise _wrong("主机和端口之外不应再有别的", "it names a host and a port, and nothing after them")
    if parts.scheme == "smtp+plain" and parts.password:
        raise _wrong("不加密的连接不能带口令", "a password does not travel without encryption")
    return MailServer(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp",
        begins_with_tls=parts.scheme == "smtps",
    )


def _wrong(zh: str, en: str) -> MailAddressWrong:
    return MailAddressWrong(fault=Label(zh, en))
