#!/usr/bin/env bash
# Installs the named Debian packages that are missing; without root it says which they are.
set -euo pipefail
if ! command -v dpkg-query > /dev/null; then
  echo "This is no Debian; please see to it that you have: $*" >&2
  exit 0
fi
missing=()
for package in "$@"; do
  dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi
if [ "$(id -u)" -ne 0 ]; then
  echo "Please ask an administrator to install: ${missing[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --yes --no-install-recommends "${missing[@]}"
