package prikke.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Output;
import prikke.cli.output.Progress;
import prikke.cli.profile.Profile;
import prikke.cli.profile.Profiles;
import prikke.core.Version;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiConnection;
import prikke.core.api.Exchange;
import prikke.core.api.Paths;
import prikke.core.api.Trust;

/**
 * What a command works in: who asks which server, and how the result is printed. A flag beats the environment, which beats the
 * profile. Nothing is read before a command asks for it.
 */
public final class Session {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final GlobalOptions options;
    private final Environment environment;
    private final Streams io;
    private final InstantSource clock;

    Session(GlobalOptions options, Environment environment, Streams io, InstantSource clock) {
        this.options = options;
        this.environment = environment;
        this.io = io;
        this.clock = clock;
    }

    public Environment environment() {
        return environment;
    }

    public Streams io() {
        return io;
    }

    public InstantSource clock() {
        return clock;
    }

    /** Prints results as the options want them. */
    public Output output() {
        boolean colors = environment.colors() && !options.noColor;
        return new Output(
                options.format,
                options.quiet,
                colors,
                environment.stdoutIsTerminal(),
                watched(),
                environment.columns(),
                io.out(),
                io.err(),
                clock);
    }

    /** Shows whoever watches that long work goes on. */
    public Progress progress(String what) {
        return new Progress(watched(), io.err(), what);
    }

    /** The same of work that prints a line for each thing that is done: to a terminal they show by themselves how far it has come. */
    public Progress progressBesideLines(String what) {
        return new Progress(watched() && !environment.stdoutIsTerminal(), io.err(), what);
    }

    private boolean watched() {
        return environment.stderrIsTerminal() && !options.quiet;
    }

    /** Asks the questions that the command line left open. */
    public Prompt prompt() {
        return new Prompt(environment, io);
    }

    public Profiles profiles() {
        return new Profiles(Folders.ofProcess(environment.variables()).config());
    }

    /** Where the shell's history lies; null where there is no place for it. */
    public @Nullable Path historyFile() {
        Path folder = Folders.ofProcess(environment.variables()).state();
        return folder == null ? null : folder.resolve("history");
    }

    /** The name of the profile in use. */
    public String profileName() {
        String name = first(options.profile, environment.get("PRIKKE_PROFILE"));
        return name == null ? profiles().current() : name;
    }

    /** The profile in use; an empty one where none has been saved. */
    public Profile profile() {
        return profiles().read(profileName());
    }

    /** The server in use. */
    public URI server() {
        return server(profile());
    }

    /**
     * A client that asks as the user who is signed in, or with the API key.
     *
     * @throws Failure if there is neither
     */
    public ApiClient client() {
        return client(TIMEOUT);
    }

    /** The same, waiting no longer than this for a connection, and again for an answer. */
    public ApiClient client(Duration timeout) {
        Profile profile = profile();
        URI server = server(profile);
        String apiKey = first(options.apiKey, environment.get("PRIKKE_API_KEY"));
        if (apiKey != null) {
            return new ApiClient(connection(server, apiKey, orgId(server, apiKey, null), timeout));
        }
        // A token is for the server that gave it, and goes to no other.
        if (profile.token() == null || !server.equals(profile.serverUri())) {
            throw notSignedIn(server);
        }
        return new ApiClient(connection(server, profile.token(), orgId(server, profile.token(), profile.orgId()), timeout));
    }

    private Failure notSignedIn(URI server) {
        String name = profileName();
        List<String> others = profiles().names();
        boolean unknown = !others.isEmpty() && !others.contains(name);
        List<String> near = unknown ? Nearest.to(name, others) : List.of();
        String next = !near.isEmpty()
                ? "There is no profile '" + name + "'. Did you mean " + String.join(" or ", near) + "?"
                : "Sign in with: prikke login" + profileFlag(name) + serverFlag(server) + " (or set PRIKKE_API_KEY)";
        return new Failure(ExitCodes.NOT_ALLOWED, "unauthorized", "Not signed in to " + server + ".\n" + next);
    }

    /** Whether {@link #client} would find somebody to ask as. */
    public boolean signedIn() {
        Profile profile = profile();
        return first(options.apiKey, environment.get("PRIKKE_API_KEY")) != null
                || (profile.token() != null && server(profile).equals(profile.serverUri()));
    }

    /** A client that asks as nobody: to sign in, or for what needs no sign-in. */
    public ApiClient anonymousClient() {
        return new ApiClient(connection(server(), null, null));
    }

    /** A client that asks the profile's own server with the profile's own token, whatever the flags say. */
    public ApiClient clientOfProfile(Profile profile, String token) {
        URI own = profile.serverUri();
        return new ApiClient(connection(own == null ? server(profile) : own, token, null));
    }

    /** The options that every command takes, for commands that are run from within this one. */
    public Passed passed() {
        return Passed.of(options);
    }

    /** The organization that the flag or the environment names, or null. */
    public @Nullable String namedOrg() {
        return first(options.org, environment.get("PRIKKE_ORG"));
    }

    private URI server(Profile profile) {
        String server = first(options.server, environment.get("PRIKKE_SERVER"), profile.server());
        return server == null ? URI.create("http://127.0.0.1:" + Paths.DEFAULT_PORT) : ServerUrl.parse(server);
    }

    private ApiConnection connection(URI server, @Nullable String token, @Nullable String org) {
        return connection(server, token, org, TIMEOUT);
    }

    private ApiConnection connection(URI server, @Nullable String token, @Nullable String org, Duration timeout) {
        if (options.verbose) {
            io.err().println("asking " + server + (token == null ? "" : " with a token") + (org == null ? "" : " in organization " + org));
        }
        ApiConnection connection = new ApiConnection(server, "prikke/" + Version.CURRENT, token, org, timeout, trust());
        return options.verbose ? connection.observedBy(this::tell) : connection;
    }

    private void tell(Exchange exchange) {
        String id = exchange.answerHeaders().get(Paths.REQUEST_ID_HEADER);
        io.err().println(exchange + (id == null ? "" : ", request " + id));
    }

    private Trust trust() {
        String file = first(options.caFile, environment.get("PRIKKE_CA_FILE"));
        return file == null ? Trust.PLATFORM : new Trust.Authorities(Path.of(file));
    }

    /** The id of the organization that was named, else of the profile's. The API takes ids only, so a name is looked up. */
    private @Nullable String orgId(URI server, String token, @Nullable String ofProfile) {
        String named = namedOrg();
        if (named == null) {
            return ofProfile;
        }
        return Ids.isId(named)
                ? named
                : OrgLookup.find(new ApiClient(connection(server, token, null)), named).id().toString();
    }

    private String profileFlag(String name) {
        return options.profile == null ? "" : " --profile " + name;
    }

    private static String serverFlag(URI server) {
        return server.getPort() == Paths.DEFAULT_PORT && "127.0.0.1".equals(server.getHost()) ? "" : " --server " + server;
    }

    private static @Nullable String first(@Nullable String... values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
