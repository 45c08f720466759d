# Runs Maven with a JDK 25 or newer, wherever that lies. Sourced by the scripts, with root set to the top of the source tree.

. "$root/cli/src/dist/lib/jdk.sh"

find_jdk 25 javac || {
    echo "Prikke is built with a JDK 25 or newer: install one (https://adoptium.net), or set JAVA_HOME to it" >&2
    exit 1
}
command -v mvn >/dev/null || {
    echo "Prikke is built with Maven 3.8 or newer: install it (https://maven.apache.org), so that mvn is on the path" >&2
    exit 1
}
JAVA_HOME=$java_home
MAVEN_OPTS="${MAVEN_OPTS:-} -Djansi.noreset=true"
export JAVA_HOME MAVEN_OPTS

# Maven, quiet but for what goes wrong.
maven() {
    (cd "$root" && mvn --quiet --batch-mode -Dstyle.color=never "$@")
}
