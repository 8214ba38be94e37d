#!/bin/sh
# Installs the programs that the files are opened with: on Debian from its packages, the JavaScript ones from npm.
set -eu
cd "$(dirname "$0")/../.."

missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium chromium
need dot graphviz
need soffice "libreoffice-writer-nogui libreoffice-calc-nogui"
need pdftotext poppler-utils
need fc-list fontconfig
need node nodejs
need npm npm
if command -v fc-list >/dev/null 2>&1 && fc-list | grep -q LiberationSans; then :; else missing="$missing fonts-liberation"; fi

if [ -n "$missing" ]; then
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "make test-outputs needs these programs, under their names in Debian:$missing" >&2
    exit 1
  fi
  run=""
  [ "$(id -u)" = 0 ] || run=sudo
  $run apt-get update -qq
  # shellcheck disable=SC2086
  $run env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $missing >/dev/null
fi

mkdir -p .outputs
cp tests/outputs/package.json tests/outputs/*.mjs .outputs/
npm install --prefix .outputs --no-audit --no-fund --no-package-lock --loglevel=error >/dev/null
