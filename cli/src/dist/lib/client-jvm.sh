# How the command line's JVM is started, so that it starts fast. Sourced by bin/prikke and lib/make-aot-cache, after jdk.sh.
#
# The class path and the flags must be the same in both: a cache made with others is not used (JEP 483, JEP 514).
#
# Reflection by method handles (JEP 416) pays off after some dozen calls of the same method, which no command makes.
# picocli looks for what converts values to types of Java's that it may lack; those that commands take are made known to it.
#
# What exceptions may tell is what Java's own file of security properties says; said here, that file is not read for it.

client_jar=$home/lib/prikke-cli-@project.version@.jar
client_flags='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xmx512m --enable-native-access=ALL-UNNAMED
    -Dsun.net.http.retryPost=false -Djdk.reflect.useNativeAccessorOnly=true
    -Dpicocli.converters.excludes=java.sql.*,java.time.*,java.nio.*
    -Djdk.includeInExceptions=hostInfoExclSocket'

# Sets aot_cache to where the cache lies, or would lie, for the Java that find_jdk has found: beside the jars, or where those
# cannot be written in the user's own cache folder.
find_aot_cache() {
    aot_name=prikke-@project.version@-$java_build.aot
    aot_cache=$home/lib/$aot_name
    if [ ! -f "$aot_cache" ] && [ ! -w "$home/lib" ]; then
        aot_cache=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/prikke/$aot_name
    fi
}
