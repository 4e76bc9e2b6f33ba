#!/usr/bin/env bash
# Runs one store's node in the foreground: run.sh DEFAULT-CONF [--config FILE] [--demo]
# [--check-config] [--help]
set -u

conf=$1
shift
extra=()

usage() {
  cat <<TEXT
Runs one store's node in the foreground; builds it on first use.

  --config FILE    the node's conf file (default: $conf)
  --demo           let reviewers play the demo's script from the dashboard: what it sells and
                   takes back stays in the store, so not for a real one
  --check-config   print the settings in force, start nothing
  --help           this text

Every setting can be overridden by an environment variable named after its path:
http.port is TILLWATCH_HTTP_PORT. TILLWATCH_JAVA_OPTS adds JVM options, for example -Xmx1g.
A store whose ledger is larger than 1 GiB gets 1 GiB of memory and the optimising compiler.
TEXT
}

while [ $# -gt 0 ]; do
  case $1 in
    --config)
      [ $# -ge 2 ] || { echo "tillwatch: --config needs a file" >&2; exit 2; }
      # named from where the operator stands
      conf=$2
      [ -e "$conf" ] && conf=$(cd "$(dirname "$conf")" && pwd)/$(basename "$conf")
      shift 2
      ;;
    --config=*)
      set -- --config "${1#--config=}" "${@:2}"
      ;;
    --check-config | --demo)
      extra+=("$1")
      shift
      ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      echo "tillwatch: unknown option $1; see --help" >&2
      exit 2
      ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
. edge-node/bin/build.sh
build

# a till is a small machine. C1 alone: at a till's pace the optimising compiler costs more than it
# gives, and its start is slow. A node with a long past reads all of it back at its start and keeps
# it in memory: there it pays, and needs room.
heap=512m jit=1
data=${TILLWATCH_DATA_DIR:-$(sed -n 's/^dataDir:[[:space:]]*//p' "$conf" 2>/dev/null)}
if [ -n "$(find "${data:-data}" -name appendonly.aof -size +1024M 2>/dev/null)" ]; then
  heap=1g jit=4
fi

# exec, so that Ctrl-C and kill reach the node itself
# shellcheck disable=SC2086 # options are words
exec "$JAVA" -Xms64m -Xmx$heap -XX:+UseG1GC -XX:TieredStopAtLevel=$jit -XX:+ExitOnOutOfMemoryError \
  -Dlogback.configurationFile=conf/logback.xml -Djava.awt.headless=true \
  ${TILLWATCH_JAVA_OPTS:-} -jar "$JAR" serve --config "$conf" ${extra[@]+"${extra[@]}"}
