#!/bin/sh
# Make the virtual environment $1 with the Python $2, or with the first that is new enough. One that is there and works stays.
set -eu
venv=$1
told=${2:-}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

if [ -x "$venv/bin/python" ] && is_new_enough "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi
for each in ${told:-python3 python3.13 python3.12 python3.11}; do
    if is_new_enough "$each"; then
        echo "建立 $venv（$each）· making $venv with $each"
        "$each" -m venv --clear "$venv" && exit 0
        echo "建不了虚拟环境；Debian、Ubuntu 上先装 python3-venv · no virtual environment could be made; on Debian and Ubuntu install python3-venv first" >&2
        exit 1
    fi
done
found=$("${told:-python3}" --version 2>/dev/null || true)
echo "需要 Python 3.11 或更高（现在：${found:-没有}）；装好后重试，或指明：make setup PYTHON=python3.12" >&2
echo "Python 3.11 or newer is needed (found: ${found:-none}); install one, or name it: make setup PYTHON=python3.12" >&2
exit 1
