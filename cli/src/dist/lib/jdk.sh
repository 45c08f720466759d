# Finds a Java to run with. Sourced by bin/prikke and by the scripts of the source tree.
#
# It reads the "release" file that lies in every JDK and starts nothing: asking "java -version" of each candidate would take
# longer than most commands.

# Sets java_major and java_build to what the JDK in $1 says of itself; fails where there is none.
read_release() {
    java_major= java_build=
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    while IFS='=' read -r release_key release_value; do
        release_value=${release_value#\"}
        release_value=${release_value%\"*}
        case $release_key in
            JAVA_VERSION) java_major=${release_value%%[!0-9]*} ;;
            JAVA_RUNTIME_VERSION) java_build=$release_value ;;
        esac
    done <"$1/release"
    [ -n "$java_major" ]
}

# Whether $1 is a JDK of version $2 or newer, with a compiler where $3 is "javac".
is_jdk() {
    read_release "$1" && [ "$java_major" -ge "$2" ] || return 1
    [ "$3" != javac ] || [ -x "$1/bin/javac" ]
}

# The JDK that the "java" on the path belongs to.
jdk_on_path() {
    path_java=$(command -v java) || return 1
    path_java=$(readlink -f "$path_java" 2>/dev/null) || return 1
    path_java=${path_java%/bin/java}
}

# Sets java_home to a JDK of version $1 or newer, with a compiler where $2 is "javac". In this order: PRIKKE_JAVA_HOME, JAVA_HOME,
# the path, the folders where JDKs usually lie. Fails where there is none.
find_jdk() {
    for java_home in "${PRIKKE_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
        [ -n "$java_home" ] && is_jdk "$java_home" "$1" "${2:-}" && return 0
    done
    if jdk_on_path && is_jdk "$path_java" "$1" "${2:-}"; then
        java_home=$path_java
        return 0
    fi
    for java_home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/local/*jdk* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        is_jdk "$java_home" "$1" "${2:-}" && return 0
    done
    java_home=
    return 1
}
