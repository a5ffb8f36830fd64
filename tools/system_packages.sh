#!/bin/sh
# Programs that some tests drive for real: a browser, an office suite, Chinese fonts.
# Installed when this is Debian and we are root; else the tests that need them say so and skip.
set -u
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v localc >/dev/null 2>&1 || missing="$missing libreoffice-calc"
command -v lowriter >/dev/null 2>&1 || missing="$missing libreoffice-writer"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
ls /usr/share/fonts/opentype/noto/NotoSansCJK* >/dev/null 2>&1 || missing="$missing fonts-noto-cjk"
ls /usr/share/fonts/truetype/wqy/wqy-microhei.ttc >/dev/null 2>&1 || missing="$missing fonts-wqy-microhei"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "── installing for the tests:$missing"
  export DEBIAN_FRONTEND=noninteractive
  # Without network this has to fail soon.
  apt="apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o DPkg::Lock::Timeout=60"
  { $apt update && $apt install -y --no-install-recommends $missing; } >/dev/null 2>&1 \
    || echo "   could not install all of them; tests that need them will skip"
else
  echo "── not installed, tests that need them will skip:$missing"
fi
exit 0
