#!/bin/sh
# Write the locks again: every package with its hashes, no index named, so that plain pip installs
# them from any mirror or from a folder of wheels.
set -eu
uv="$1"
compile() {
  "$uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --custom-compile-command "make lock" "$@"
}
compile pyproject.toml requirements/build.in -o requirements/runtime.txt
compile pyproject.toml requirements/build.in --extra scan --extra pdf --extra evidence --extra web --extra sso --group dev -o requirements/dev.txt
compile pyproject.toml --extra scan --extra pdf --extra evidence --extra web --extra sso -o requirements/full.txt
compile pyproject.toml requirements/build.in --extra pdf --extra evidence --extra web --extra sso -o requirements/web.txt
compile --group fuzz -o requirements/fuzz.txt
compile pyproject.toml requirements/build.in --extra evidence -o requirements/evidence.txt
