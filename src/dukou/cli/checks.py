"""What the shell itself looks at: page files, and under which addresses a real home answers."""

from __future__ import annotations

import json

from django.conf import settings

from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.diagnosis import Finding, advised, broken, check, sound

_LOOPBACK = 3  # names that stand in ALLOWED_HOSTS before those of the operator


@check("cli.statics", Label("网页文件", "page files"))
def statics(home: Home) -> Finding:
    """Every page file that the manifest names is there."""
    manifest = home.static / "staticfiles.json"
    cure = Label("删除 {mark}，再启动 dukou serve，它会重新生成", "delete {mark} and start dukou serve, which writes them anew")
    cure = cure.filled(mark=home.path / "statics_made_of")
    if not manifest.exists():
        return broken(Label("没有网页文件", "there are no page files"), cure)
    names = sorted(json.loads(manifest.read_text(encoding="utf-8"))["paths"].values())
    missing = [name for name in names if not (home.static / name).is_file()]
    if missing:
        said = Label("缺少 {count} 个，例如 {name}", "{count} are missing, such as {name}").filled(count=len(missing), name=missing[0])
        return broken(said, cure)
    return sound(Label("{count} 个都在", "all {count} are there").filled(count=len(names)))


@check("cli.hosts", Label("访问地址", "addresses"))
def hosts(home: Home) -> Finding:
    """A demo home answers on loopback only; a real one under the names it was given, and over TLS."""
    named = settings.ALLOWED_HOSTS[_LOOPBACK:]
    if home.read().is_demo:
        return sound(Label("演示，只在本机", "a demo, on this machine only"))
    if not named:
        said = Label("没有设置 DUKOU_HOSTS，只有本机能打开", "DUKOU_HOSTS is not set: only this machine reaches it")
        return advised(
            said,
            Label(
                "启动服务前设置，例如 DUKOU_HOSTS=dukou.example.gov.cn", "set it for the server, such as DUKOU_HOSTS=dukou.example.gov.cn"
            ),
        )
    if not settings.SESSION_COOKIE_SECURE:
        said = Label("{hosts}，但没有 DUKOU_HTTPS=1", "{hosts}, but not DUKOU_HTTPS=1").filled(hosts="、".join(named))
        return broken(
            said,
            Label(
                "在前面放 TLS 代理，并设 DUKOU_HTTPS=1，否则登录凭据明文传送",
                "put TLS before it and set DUKOU_HTTPS=1: sign-ins would travel in the clear",
            ),
        )
    return sound(Label("{hosts}，经 TLS", "{hosts}, over TLS").filled(hosts="、".join(named)))
