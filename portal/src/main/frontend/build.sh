#!/bin/sh
# Makes the style sheet: build.sh WORK_FOLDER OUTPUT_FOLDER. Installs only when the lock file changed.
set -eu
work=$1
output=$2
npm=${NPM:-npm}
if ! command -v "$npm" >/dev/null 2>&1 || ! command -v node >/dev/null 2>&1; then
  cat >&2 <<'MESSAGE'

The portal's style sheet is made with Node.js and npm, and they are not installed.
Install Node.js 18 or newer with npm, for instance:
    Debian, Ubuntu   sudo apt-get install nodejs npm
    macOS            brew install node
or from https://nodejs.org/, and build again.

MESSAGE
  exit 1
fi
mkdir -p "$work"
cp package.json package-lock.json .npmrc "$work"
if ! cmp -s package-lock.json "$work/installed-lock.json"; then
  (cd "$work" && "$npm" ci --no-audit --no-fund --loglevel=error)
  cp package-lock.json "$work/installed-lock.json"
fi
node build.mjs "$work/node_modules" "$output"
