# 渡口 · dukou. `make` prints the targets.

PYTHON ?=
PORT ?= 8000
PACK ?= dadukou
VENV := .venv
RUN := $(VENV)/bin/python
# each worker takes a stretch of tests, so that what a module loads is loaded once, and who is done helps the other
# and one thread for arrays: two workers with two threads each wait for one another more than they compute
PYTEST := env -u DUKOU_HOME -u DJANGO_SETTINGS_MODULE OPENBLAS_NUM_THREADS=1 $(RUN) -m pytest -n 2 --dist worksteal
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet $(if $(UPGRADE),--upgrade)

# Compiled modules are kept: the tests start hundreds of processes, and each would compile the whole house again.
unexport PYTHONDONTWRITEBYTECODE
# pip keeps this machine's index, proxy and certificates, but nothing may lead it away from .venv or from the pins.
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT PIP_REQUIREMENT PIP_NO_BINARY PIP_USER_BASE PYTHONHOME PYTHONPATH
export PIP_USER := 0
export PIP_REQUIRE_HASHES := 0
export PIP_NO_DEPS := 0
export PIP_NO_INPUT := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: list setup demo test test-sqlite test-postgresql check bench docs screenshots lock new-room
.DEFAULT_GOAL := list

list: ## 列出可用的目标 · print these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.runtime ## 建 .venv，装固定版本的依赖 · make .venv with the pinned dependencies

demo: setup ## 建演示数据目录，打印简报，打开网页工作台（PORT=8080） · build a demo home, print the brief, serve the desks
	@$(RUN) -m dukou demo --pack $(PACK) --port $(PORT)

test: $(VENV)/.dev ## 全部检查和测试 · every check and every test
	@$(MAKE) --no-print-directory checks test-sqlite test-postgresql

test-sqlite: $(VENV)/.dev ## 测试，用 SQLite · the tests, on SQLite
	$(PYTEST)

test-postgresql: $(VENV)/.dev ## 用到数据库的测试，在自起的 PostgreSQL 上再做一遍 · what touches a database once more, on a PostgreSQL of their own
	$(PYTEST) --database=postgresql

check: $(VENV)/.dev ## 快的部分：风格、类型、楼层、各室的测试 · the fast part: style, types, floors, the rooms' own tests
	@$(MAKE) --no-print-directory checks
	$(PYTEST) -q -m "not browser" src

.PHONY: checks
checks:
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check --quiet .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo

bench: $(VENV)/.dev ## 实测各项性能指标 · measure every claim about speed
	@status=0; for each in bench/*.py; do $(RUN) "$$each" || status=1; done; exit $$status

docs: $(VENV)/.runtime ## 按代码重写 docs/reference · write docs/reference again from the code
	$(RUN) docs/reference/make.py

screenshots: $(VENV)/.dev ## 重拍 README 里的图（需要 Chromium） · take the READMEs' pictures anew (needs Chromium)
	$(RUN) tools/screenshots.py

lock: ## 重新生成 requirements/（需要 uv） · write requirements/ again (needs uv)
	@command -v uv >/dev/null || { echo "需要 uv：pipx install uv · uv is needed: pipx install uv" >&2; exit 1; }
	uv pip compile pyproject.toml --group build $(LOCK) -o requirements/runtime.txt
	uv pip compile pyproject.toml --group build --extra postgres -c requirements/runtime.txt $(LOCK) -o requirements/postgres.txt
	uv pip compile pyproject.toml --group build --extra chat -c requirements/runtime.txt $(LOCK) -o requirements/chat.txt
	uv pip compile pyproject.toml --group build --group dev -c requirements/runtime.txt $(LOCK) -o requirements/dev.txt

new-room: ## 搭一个新模块（NAME=permits ZH=许可） · make a room that stands by itself
	@$(if $(wildcard $(RUN)),$(RUN),python3) tools/new_room.py "$(NAME)" "$(ZH)"

# The stamps live inside .venv: whoever removes it begins anew. A second run finds them and does nothing.
$(VENV)/.runtime: requirements/runtime.txt pyproject.toml tools/make_venv.sh
	@sh tools/make_venv.sh $(VENV) $(PYTHON)
	@echo "安装固定版本的依赖 · installing the pinned dependencies"
	$(RUN) -m pip install --require-hashes -r requirements/runtime.txt
	$(RUN) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	$(RUN) -m pip install --require-hashes -r requirements/dev.txt
	@touch $@
