#!/usr/bin/env bash
# The whole story on one machine: two stores, honest customers, frauds, a report. See --help.
set -u

args=()
while [ $# -gt 0 ]; do
  case $1 in
    --json | --data)
      # named from where the operator stands
      [ $# -ge 2 ] || { echo "tillwatch: $1 needs a path" >&2; exit 2; }
      case $2 in /*) args+=("$1" "$2") ;; *) args+=("$1" "$PWD/$2") ;; esac
      shift 2
      ;;
    --json=* | --data=*)
      set -- "${1%%=*}" "${1#*=}" "${@:2}"
      ;;
    *)
      args+=("$1")
      shift
      ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
. edge-node/bin/build.sh
build

exec "$JAVA" -Xms32m -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true \
  -cp "$JAR" io.tillwatch.tools.demo.DemoCommand ${args[@]+"${args[@]}"}
