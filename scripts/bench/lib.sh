# What every measurement needs: sets dist, the distribution to be measured, and class_path, where prikke.bench lies; builds both.
# Sourced with root set to the top of the source tree.

. "$root/scripts/lib/maven.sh"

dist=$root/cli/target/prikke
"$root/scripts/build" >&2
maven -pl daemon -am test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test >&2
class_path=$root/daemon/target/test-classes:$root/daemon/target/classes:$(cat "$root/daemon/target/bench.classpath")
