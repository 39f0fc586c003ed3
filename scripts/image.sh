#!/usr/bin/env bash
# Builds the image where there is no Docker engine, with Debian's podman. With Docker, `docker build .` is all it takes.
#
#   scripts/image.sh [build [TAG]]   builds TAG (localhost/limen:latest), after what is missing has been installed
#   scripts/image.sh podman ARG...   podman, with the settings that small virtual machines need: run, exec, stop...
#   scripts/image.sh packages        the Debian packages that a build needs, for whoever installs them beforehand
set -euo pipefail
cd "$(dirname "$0")/.."

base=docker.io/library/python:3.13-slim
ca=/etc/ssl/certs/ca-certificates.crt # the build trusts whom this machine trusts; mounted, so it stays out of the image
packages=(podman buildah runc crun uidmap golang-github-containernetworking-plugin-dnsname mmdebstrap ca-certificates)

main() {
  case ${1:-build} in
    build) build "${2:-localhost/limen:latest}" ;;
    podman) tuned_podman "${@:2}" ;;
    packages) echo "${packages[@]}" ;;
    *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
}

build() {
  installed podman
  podman image exists "$base" || podman pull -q "$base" || stand_in
  # Docker's format, because OCI's has no HEALTHCHECK.
  tuned_podman build --isolation chroot --format docker --network host --layers -v "$ca:$ca:ro" -t "$1" .
}

# Debian 12's crun refuses hybrid cgroups, which runc takes.
tuned_podman() {
  local runtime=()
  ! command -v runc >/dev/null || runtime=(--runtime runc)
  CONTAINERS_CONF=$PWD/scripts/containers.conf podman "${runtime[@]}" "$@"
}

# Where no image registry can be reached: Debian with its own Python 3.13, from the mirror that apt uses, under the
# same name. It has no pip outside of environments, so a Dockerfile that builds on it builds on the real one, too.
stand_in() {
  local work mirror
  echo "$base can't be had: a stand-in is made from Debian's packages" >&2
  installed mmdebstrap
  work=$(mktemp -d)
  mirror=$(awk '/^URIs:/ {print $2; exit}' /etc/apt/sources.list.d/debian.sources)
  mmdebstrap --quiet --variant=minbase --include=python3,python3-venv,ca-certificates \
    --aptopt='Acquire::Retries "5"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --customize-hook='ln -sf /usr/bin/python3 "$1/usr/local/bin/python3"; ln -sf python3 "$1/usr/local/bin/python"' \
    --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/etc/apt/sources.list*' \
    trixie "$work/base.tar" "$mirror"
  podman import -q --change 'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin' \
    --change 'CMD ["python3"]' "$work/base.tar" "$base"
  rm -rf "$work"
}

installed() {
  ! command -v "$1" >/dev/null || return 0
  [[ $EUID == 0 ]] && command -v apt-get >/dev/null || { echo "$1 is missing, and only Debian's root can install it" >&2; exit 1; }
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
}

main "$@"
