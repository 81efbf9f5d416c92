#!/bin/sh
# Fetches model files into the artifacts folder. The engine itself never downloads anything.
#
#   scripts/download_models.sh [--list FILE] [--artifacts DIR] [TARGET…]
#
# The list (default: scripts/models.txt beside this script) has one file a line: SHA-256, URL, target below the artifacts folder
# (default: POKEAI_ARTIFACTS, else ./artifacts). Without a TARGET, all of them are fetched.
#
# A file appears under its name when it is complete and has the right hash, and not before. What was fetched of an interrupted
# download is kept in .cache/downloads and continued the next time. A file that is there already is left alone.
#
# Exit status: 0 all there, 1 some are not, 2 wrong usage.
set -eu

say() { echo "download_models: $*" >&2; }
usage() { say "$*"; sed -n '4s/^# *//p' "$0" >&2; exit 2; }

list=$(dirname -- "$0")/models.txt
artifacts=${POKEAI_ARTIFACTS:-artifacts}
while [ $# -gt 0 ]; do
    case "$1" in
        --list) [ $# -ge 2 ] || usage "--list needs a file."; list=$2; shift 2 ;;
        --artifacts) [ $# -ge 2 ] || usage "--artifacts needs a folder."; artifacts=$2; shift 2 ;;
        -h | --help) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | sed '/^set/d'; exit 0 ;;
        --) shift; break ;;
        -*) usage "there is no option $1." ;;
        *) break ;;
    esac
done
[ -r "$list" ] || usage "there is no list $list."
command -v curl > /dev/null || { say "there is no curl. Install it."; exit 2; }

if command -v sha256sum > /dev/null; then
    hash_of() { sha256sum < "$1" | cut -d ' ' -f 1; }
else
    hash_of() { shasum -a 256 < "$1" | cut -d ' ' -f 1; }
fi

is_wanted() { # TARGET WANTED...
    target=$1
    shift
    [ $# -gt 0 ] || return 0
    for wanted; do
        [ "$wanted" != "$target" ] || return 0
    done
    return 1
}

# Continues what is there of a file; from the beginning where that cannot be.
transfer() { # URL PART
    quiet=--silent
    [ ! -t 2 ] || quiet=--progress-bar
    set -- "$1" "$2" --fail --location --show-error "$quiet" --retry 3 --connect-timeout 30 --speed-time 60 --speed-limit 1 \
        --proto '=https,http,file' --proto-redir '=https,http'
    url=$1 part=$2
    shift 2
    if [ -s "$part" ]; then
        status=0
        curl "$@" --continue-at - --output "$part" -- "$url" || status=$?
        # 22: the server has no such range; 33, 36: it (or the end of a complete part) cannot be continued.
        case $status in
            0) return 0 ;;
            22 | 33 | 36) rm -f "$part" ;;
            *) return "$status" ;;
        esac
    fi
    curl "$@" --output "$part" -- "$url"
}

fetch() { # HASH URL TARGET
    case "/$3/" in
        *//* | */../* | */./*) say "$3: a target is a relative path without '..'. Correct $list."; return 1 ;;
    esac
    file=$artifacts/$3
    if [ -e "$file" ]; then
        [ "$(hash_of "$file")" = "$1" ] && { say "$3 is there."; return 0; }
        say "$3 is there and is another file. Move it away, or correct its hash in $list."
        return 1
    fi
    downloads=$artifacts/.cache/downloads
    part=$downloads/$1.part
    mkdir -p "$downloads" "$(dirname -- "$file")"
    if ! mkdir "$part.lock" 2> /dev/null; then
        # A process that was killed could not give its lock back.
        owner=$(cat "$part.lock/pid" 2> /dev/null || echo)
        if [ -z "$owner" ] || kill -0 "$owner" 2> /dev/null; then
            say "$3: another download of it is under way. Wait for it, or remove $part.lock."
            return 1
        fi
    fi
    echo $$ > "$part.lock/pid"
    lock=$part.lock
    result=0
    if [ ! -s "$part" ] || [ "$(hash_of "$part")" != "$1" ]; then
        say "$3 from $2 ..."
        transfer "$2" "$part" || result=$?
    fi
    if [ $result -ne 0 ]; then
        say "$3 could not be fetched (curl says $result). Try again: it goes on where it stopped."
        result=1
    elif actual=$(hash_of "$part") && [ "$actual" != "$1" ]; then
        rm -f "$part"
        say "$3 has SHA-256 $actual instead of $1 and was thrown away. Is the list right, and the connection your own?"
        result=1
    else
        mv "$part" "$file"
        say "$3 is complete."
    fi
    rm -rf "$lock"
    lock=
    return $result
}

lock=
trap '[ -z "$lock" ] || rm -rf "$lock"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

failed=0
matched=0
while read -r hash url target rest || [ -n "${hash:-}" ]; do
    case "$hash" in '' | '#'*) continue ;; esac
    if [ -z "${target:-}" ] || [ -n "${rest:-}" ] || [ ${#hash} -ne 64 ]; then
        say "'$hash $url' is no line of SHA-256, URL and target. Correct $list."
        failed=1
        continue
    fi
    hash=$(echo "$hash" | tr A-F a-f)
    is_wanted "$target" "$@" || continue
    matched=$((matched + 1))
    fetch "$hash" "$url" "$target" < /dev/null || failed=1
done < "$list"
if [ $# -gt 0 ] && [ $matched -lt $# ]; then
    say "the list names only $matched of the $# targets; it has:"
    sed -n 's/^[0-9a-f]\{64\} *[^ ]* */  /p' "$list" >&2
    failed=1
fi
exit $failed
