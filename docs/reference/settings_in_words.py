"""What the code cannot say of itself: each environment variable and own setting in words. make.py stops where one has none."""

from __future__ import annotations

from dukou.kit.core.labels import Label

VARIABLES = {
    "DUKOU_HOME": Label("存放一切数据的文件夹；默认 .dukou", "the folder that holds everything that is kept; .dukou by default"),
    "DUKOU_DATABASE_URL": Label(
        "PostgreSQL 数据库的地址，如 postgresql://用户:口令@主机:5432/库名；不设则用数据目录里的 SQLite",
        "address of a PostgreSQL database, such as postgresql://user:password@host:5432/name; SQLite in the home where it is not set",
    ),
    "DUKOU_HOSTS": Label(
        "正式环境中本系统的主机名，以逗号分隔；演示环境不理会",
        "host names under which a real home answers, separated by commas; a demo home ignores it",
    ),
    "DUKOU_LANG": Label("命令行的输出语言：zh（默认）或 en", "language of the command line: zh (default) or en"),
    "DUKOU_HTTPS": Label("设为 1 时，Cookie 只经 TLS 传送", "1: cookies travel over TLS only"),
    "DUKOU_MAIL": Label(
        "外发邮件服务器：smtp://用户:口令@主机:587（STARTTLS）、smtps://…（TLS）或内网中继 smtp+plain://主机:25；不设则不发邮件",
        "server for outgoing mail: smtp://user:password@host:587 (STARTTLS), smtps://… (TLS) or a relay of one's own network "
        "smtp+plain://host:25; no mail is sent where it is not set",
    ),
    "DUKOU_MAIL_FROM": Label("邮件的发件地址", "the address from which mail comes"),
    "DUKOU_CHAT": Label(
        "值班群的 apprise 地址（企业微信、钉钉、飞书等），催办及以上各级督办同时发到群里；需装可选依赖 chat",
        "apprise address of the duty group's chat (WeCom, DingTalk, Feishu …): what is urged and escalated is repeated there; needs the "
        "optional dependency chat",
    ),
    "DUKOU_PROXY_TELLS_TLS": Label(
        "设为 1 表示前面的代理总是自行设置 X-Forwarded-Proto；与 DUKOU_HTTPS=1 同用时，非 TLS 请求转到 TLS，并启用 HSTS",
        "1: the proxy in front always sets X-Forwarded-Proto itself; with DUKOU_HTTPS=1 all that came without TLS is sent there, with HSTS",
    ),
}
SETTINGS = {
    "HOME": Label("本系统的文件夹", "the folder of this home"),
    "HOME_FILE": Label("home.json 的内容：数据包、是否演示", "what home.json says: the pack, whether it is a demo"),
    "ROOMS": Label("各模块，由下而上", "the rooms, from the lowest floor up"),
    "CHART_BUNDLE": Label(
        "已生成好的交互图表脚本；一般不设，建立数据目录时生成",
        "the charts' script made before; as a rule none, and building a home makes it",
    ),
    "SHIPPED_PACKS": Label("随程序提供的数据包所在的文件夹", "the folder of the packs that come with the program"),
    "MAIL_SERVER": Label("DUKOU_MAIL 读出的邮件服务器；不设为空", "the mail server that DUKOU_MAIL names; none where it is not set"),
    "CHAT_ADDRESS": Label("值班群的 apprise 地址；不设为空", "the apprise address of the duty group; empty where none is set"),
    "SIGN_IN_FAILURES_ALLOWED": Label("登录连续失败几次后锁定", "failed sign-ins in a row before a person is locked out"),
    "SIGN_IN_LOCKED_SECONDS": Label("锁定多久（秒）", "how long the lock lasts, in seconds"),
    "SESSION_IDLE_SECONDS": Label("无操作多久后退出（秒）", "seconds without a request after which a session ends"),
    "SESSIONS_PER_PERSON": Label("一人同时最多几处登录", "how many sessions a person may hold at once"),
}
