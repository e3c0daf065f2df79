#!/bin/sh
# Makes this checkout ready: system packages, the environment in .venv, the speech model.
# What is already there is left alone, so that every run but the first takes a second.
#
#   scripts/setup.sh demo     a call without sound card and display
#   scripts/setup.sh desktop  also calls on a headset, and the window
#   scripts/setup.sh test     also all tests
set -eu
cd "$(dirname "$0")/.."

# A demo needs no package: the wheels carry the recogniser, libsndfile and (espeakng-loader) the voice with its data.
demo=""
desktop="libportaudio2 libasound2-plugins fonts-dejavu-core
    libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libx11-xcb1 libxkbcommon0 libxkbcommon-x11-0
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0
    libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1"
test="$desktop pulseaudio pulseaudio-utils xvfb xauth pocketsphinx-testdata"

say() { echo "setup: $*" >&2; }
fail() { say "$*"; exit 1; }

is_installed() {
    # Ubuntu's 64-bit time packages have another name and provide the old one.
    for name in "$1" "$1t64"; do
        case $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) in installed) return 0 ;; esac
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

install_packages() {
    missing=""
    for package in $1; do
        is_installed "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    by_hand="Install them yourself and try again: apt-get install$missing"
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || fail "System packages are missing and there is no sudo. $by_hand"
    say "installing system packages:$missing"
    { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends $missing; } >/dev/null ||
        fail "System packages could not be installed. $by_hand"
}

make_environment() {
    lock=$1
    done=.venv/$lock.done
    wanted=$(cat "$lock" pyproject.toml | cksum)
    if [ -x .venv/bin/voicedrill ] && [ "$(cat "$done" 2>/dev/null)" = "$wanted" ] &&
        .venv/bin/python -c "" 2>/dev/null; then
        return 0
    fi
    python=${PYTHON:-python3}
    command -v "$python" >/dev/null || fail "Python is missing; install Python 3.11 or newer."
    "$python" -c "import sys; sys.exit(sys.version_info < (3, 11))" ||
        fail "This is $("$python" -V); install Python 3.11 or newer and name it: PYTHON=python3.12 make ..."
    "$python" -c "import ensurepip, venv" 2>/dev/null ||
        fail "Python cannot make environments; install its package for that (Debian and Ubuntu: python3-venv)."
    say "installing Python packages into .venv (600 MB on the disk)"
    .venv/bin/python -c "" 2>/dev/null || "$python" -m venv --clear .venv
    rm -f "$done"
    pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 .venv/bin/python -m pip install --quiet"
    $pip --require-hashes --requirement "$lock"
    $pip --no-deps --no-build-isolation --editable .
    echo "$wanted" > "$done"
}

case ${1:-} in
    demo) packages=$demo lock=requirements.lock ;;
    desktop) packages=$desktop lock=requirements.lock ;;
    test) packages=$test lock=requirements-test.lock ;;
    *) fail "usage: scripts/setup.sh demo|desktop|test" ;;
esac

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    install_packages "$packages"
elif [ "$1" = test ] && [ ! -d /usr/share/pocketsphinx/test/data/librivox ]; then
    fail "The tests need Debian or Ubuntu: PulseAudio, Xvfb and recordings of the package pocketsphinx-testdata."
elif [ "$(uname)" = Linux ] && [ "$1" = desktop ]; then
    say "if a call or the window does not start, install PortAudio and what Qt 6 needs (libEGL, xcb-util-cursor)."
fi
make_environment "$lock"
.venv/bin/voicedrill models get >/dev/null
