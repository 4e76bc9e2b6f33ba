# shellcheck shell=bash
# Sourced by the run scripts, in the project's root: finds Java and builds the node on first use.
# Sets JAVA and JAR.

JAR=edge-node/target/edge-node.jar

fail() {
  echo "tillwatch: $*" >&2
  exit 2
}

find_java() {
  JAVA=java
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    JAVA=$JAVA_HOME/bin/java
  fi
  command -v "$JAVA" >/dev/null 2>&1 ||
    fail "a JDK, 17 or newer, is missing; get one with:" \
      "apt-get install openjdk-17-jdk-headless (or from https://adoptium.net)"
  local version
  version=$("$JAVA" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ] ||
    fail "Java ${version:-of unknown version} is too old; get a JDK, 17 or newer:" \
      "apt-get install openjdk-17-jdk-headless (or from https://adoptium.net)," \
      "and set JAVA_HOME to it"
}

find_maven() {
  local get="get it with: apt-get install maven (or from https://maven.apache.org)"
  command -v mvn >/dev/null 2>&1 || fail "Maven, 3.8 or newer, is missing; $get"
  command -v "$(dirname "$(command -v "$JAVA")")/javac" >/dev/null 2>&1 ||
    command -v javac >/dev/null 2>&1 ||
    fail "this Java has no compiler; get a whole JDK: apt-get install openjdk-17-jdk-headless"
  local version major minor
  version=$(mvn -B --version 2>/dev/null |
    sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  major=${version%%.*}
  minor=${version#*.}
  [ "${major:-0}" -gt 3 ] || { [ "${major:-0}" -eq 3 ] && [ "${minor:-0}" -ge 8 ]; } ||
    fail "Maven ${version:-of unknown version} is too old, 3.8 or newer is needed; $get"
}

stale() {
  [ ! -f "$JAR" ] || [ ! -d edge-node/target/lib ] ||
    [ -n "$(find pom.xml edge-node/pom.xml edge-node/src/main webroot conf/logback.xml \
      -type f -newer "$JAR" -print 2>/dev/null | head -n 1)" ]
}

# Two stores started at once must not build into one folder at once. mkdir is atomic everywhere.
lock_build() {
  local lock=edge-node/.build.lock
  until mkdir "$lock" 2>/dev/null; do
    local holder
    holder=$(cat "$lock/pid" 2>/dev/null)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -rf "$lock"
    else
      sleep 1
    fi
  done
  echo $$ >"$lock/pid"
  trap 'rm -rf edge-node/.build.lock' EXIT
}

build() {
  find_java
  stale || return 0
  find_maven
  lock_build
  if stale; then
    echo "tillwatch: building (minutes the first time) ..." >&2
    mvn -q -B -ntp -Dstyle.color=never -DskipTests package >&2 || {
      echo "tillwatch: the build failed; run 'mvn package' to see why" >&2
      exit 1
    }
    touch "$JAR"
  fi
  rm -rf edge-node/.build.lock
  trap - EXIT
}
