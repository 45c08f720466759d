package prikke.cli.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import picocli.CommandLine;
import prikke.cli.Environment;
import prikke.cli.Prikke;
import prikke.cli.Streams;

/** Writes the models of all commands as Java, a class for each package, and compiles it. Run when the command line is built. */
public final class SpecWriter {
    private SpecWriter() {}

    /** @param args the folder for the sources, and the one where the classes are that they are written from and go to */
    public static void main(String[] args) throws IOException {
        Path sources = Path.of(args[0]);
        var environment = new Environment(Map.of(), false, false, 80, sources);
        var io = new Streams(System.in, System.out, System.err);
        var packages = new TreeMap<String, PackageSource>();
        add(Prikke.whole(environment, io, InstantSource.system(), Specs::annotated), packages);
        List<String> compiler = new ArrayList<>(List.of("-d", args[1], "-cp", System.getProperty("java.class.path"), "-proc:none", "-Xlint:none"));
        for (PackageSource each : packages.values()) {
            Path file = sources.resolve(each.name().replace('.', '/')).resolve(Specs.WRITTEN + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, each.text());
            compiler.add(file.toString());
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, compiler.toArray(String[]::new));
        if (failed != 0) throw new IllegalStateException("What was written to " + sources + " does not compile");
    }

    private static void add(CommandLine line, Map<String, PackageSource> packages) {
        Object command = line.getCommandSpec().userObject();
        add(new ModelSource(command), packages);
        line.getSubcommands().values().forEach(each -> add(each, packages));
    }

    private static void add(ModelSource model, Map<String, PackageSource> packages) {
        packages.computeIfAbsent(model.inPackage(), PackageSource::new).add(model);
        model.shared().forEach(shared -> add(new ModelSource(shared), packages));
    }
}
