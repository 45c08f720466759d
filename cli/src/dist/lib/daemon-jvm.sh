# How the daemon's JVM is started. Sourced by bin/prikked and lib/make-daemon-aot-cache, after jdk.sh.
#
# The class path and the flags must be the same in both: a cache made with others is not used (JEP 483, JEP 514).

daemon_jar=$home/lib/prikke-daemon-@project.version@.jar
# A heap of a quarter of the machine at most, and an end where it does not suffice: a supervisor starts the daemon again, and
# nothing that was acknowledged is lost.
#
# Less is inlined than by default: nearly all that a delivery costs lies in calls of the system and in code that is called once for
# each, which runs as fast so, while the compiler is done with it in half the time, and keeps its processor for the deliveries.
daemon_flags='-XX:+UseG1GC -XX:MaxRAMPercentage=25 -XX:+ExitOnOutOfMemoryError -XX:FreqInlineSize=50 -XX:InlineSmallCode=500
    -XX:MaxInlineLevel=6 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dfile.encoding=UTF-8'

# Sets daemon_aot_cache to where the cache lies, or would lie, for the Java that find_jdk has found.
find_daemon_aot_cache() {
    daemon_aot_cache=$home/lib/prikked-@project.version@-$java_build.aot
}
