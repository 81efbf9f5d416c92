package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliRunner;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.spi.HealthCheck;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.service.command.CommandProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line in a real framework, with the real Gogo. */
class OsgiServicesTest {
    @TempDir
    Path folder;

    private final List<FakeEngine> engines = new ArrayList<>();
    private Framework framework;
    private CommandLineService service;
    private final GreetFactory greetings = new GreetFactory();
    private @Nullable ServiceRegistration<CliCommand> greeting;
    private String out = "";

    @Command
    static final class Greet implements CliCommand {
        @Option(names = "--name")
        private String name = "nobody";

        @Override
        public ExitStatus run(CliSession session) {
            session.out().print("hello " + name + "\n");
            return ExitStatus.OK;
        }
    }

    /** Counts what it has given and not got back, as a component of scope prototype does. */
    private static final class GreetFactory implements PrototypeServiceFactory<CliCommand> {
        private final Set<CliCommand> out = ConcurrentHashMap.newKeySet();
        private final AtomicInteger given = new AtomicInteger();

        @Override
        public CliCommand getService(Bundle bundle, ServiceRegistration<CliCommand> registration) {
            given.incrementAndGet();
            Greet greet = new Greet();
            out.add(greet);
            return greet;
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<CliCommand> registration, CliCommand command) {
            out.remove(command);
        }
    }

    @BeforeEach
    void startFramework() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("storage").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.apache.felix.service.command;version=1.0.0"));
        framework.start();
        Path gogo = Path.of(CommandProcessor.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        context().installBundle(gogo.toUri().toString());
        service = new CommandLineService(context());
    }

    @AfterEach
    void stopFramework() throws Exception {
        service.deactivate();
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void commandsOfBundlesComeAndGoAndEveryCallHasItsOwnObject() {
        ServiceRegistration<CliCommand> registration = greet();
        assertThat(run("greet", "--name", "eve")).isZero();
        assertThat(out).isEqualTo("hello eve\n");
        assertThat(run("greet")).isZero();
        assertThat(out).isEqualTo("hello nobody\n");
        run("--help");
        assertThat(out).contains("greet        Say hello");
        registration.unregister();
        assertThat(run("greet")).isEqualTo(2);
    }

    @Test
    void nothingIsKeptOfTwoHundredCommandsHoweverTheyEnd() throws Exception {
        greet();
        AtomicInteger inUse = new AtomicInteger();
        ServiceRegistration<HealthCheck> check = context()
                .registerService(
                        HealthCheck.class,
                        new ServiceFactory<>() {
                            @Override
                            public HealthCheck getService(
                                    Bundle bundle, ServiceRegistration<HealthCheck> registration) {
                                inUse.incrementAndGet();
                                return () -> List.of();
                            }

                            @Override
                            public void ungetService(
                                    Bundle bundle, ServiceRegistration<HealthCheck> registration, HealthCheck service) {
                                inUse.decrementAndGet();
                            }
                        },
                        null);
        List<List<String>> lines = List.of(
                List.of("greet", "--name", "eve"), // goes well
                List.of("greet", "--wrong"), // is not even run
                List.of("greet", "--help"),
                List.of("help", "greet"),
                List.of("completion", "bash"), // asks every command for its options
                List.of("doctor"));
        for (int i = 0; i < 200; i++) {
            run(lines.get(i % lines.size()).toArray(String[]::new));
        }
        assertThat(greetings.given.get()).isGreaterThan(100);
        assertThat(greetings.out).as("objects that no command has given back").isEmpty();
        assertThat(inUse).as("components in use").hasValue(0);
        assertThat(check.getReference().getUsingBundles()).isNull();
        assertThat(greeting().getReference().getUsingBundles()).isNull();
    }

    @Test
    void theLinesOfAShellGiveBackWhatTheyUsedThoughTheShellGoesOn() throws Exception {
        greet();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Cli cli = new Cli(new OsgiServices(context()), Map.of(), folder);
        try (Engines shared = new Engines(cli.services()::engineFactory, true);
                ShellHost shell = cli.services()
                        .shell(
                                new Console(stream, stream, false, false),
                                List.of("greet"),
                                args -> cli.run(
                                        args,
                                        Console.ofPipe(false),
                                        new CallContext(shared, new Cancellation(), Optional.empty())))
                        .orElseThrow()) {
            for (int i = 0; i < 20; i++) {
                assertThat(shell.execute("greet")).isZero();
            }
            assertThat(greetings.given.get()).isEqualTo(20);
            assertThat(greetings.out).isEmpty();
        }
    }

    @Test
    void aSignalThatComesBeforeTheCommandStopsIt() {
        greet();
        service.close();
        assertThat(run("greet")).isEqualTo(CliRunner.CANCELLED);
    }

    @Test
    void theEngineIsTheServiceThatIsThere() {
        context().registerService(EngineFactory.class, this::open, null);
        assertThat(run("models")).isZero();
        assertThat(out).contains("tiny");
        assertThat(engines).hasSize(1).allMatch(engine -> engine.closed == 1);
    }

    @Test
    void gogoIsOnlyStartedForAShellAndItsLinesShareAnEngine() throws Exception {
        greet();
        context().registerService(EngineFactory.class, this::open, null);
        assertThat(gogo().getState()).isNotEqualTo(Bundle.ACTIVE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Console console = new Console(stream, stream, false, false);
        Cli cli = new Cli(new OsgiServices(context()), Map.of(), folder);
        try (Engines shared = new Engines(cli.services()::engineFactory, true);
                ShellHost shell = cli.services()
                        .shell(
                                console,
                                cli.commands().names(),
                                args -> cli.run(
                                        args,
                                        Console.ofPipe(false),
                                        new CallContext(shared, new Cancellation(), Optional.empty())))
                        .orElseThrow()) {
            assertThat(gogo().getState()).isEqualTo(Bundle.ACTIVE);
            assertThat(shell.execute("models")).isZero();
            assertThat(shell.execute("models --format json")).isZero();
            assertThat(shell.execute("greet --name 'two words'")).isZero();
            assertThat(shell.execute("models --format xml")).isEqualTo(2);
            assertThat(engines).hasSize(1);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("tiny  0123456789ab")
                .contains("hello two words\n")
                .contains("expected one of [table, json]");
        assertThat(engines).allMatch(engine -> engine.closed == 1);
    }

    @Test
    void ourCommandsAreThereForAnyShellOfTheFramework() throws Exception {
        assertThat(context()
                        .getServiceReferences(
                                GogoCommands.class, "(&(osgi.command.scope=pokeai)(osgi.command.function=classify))"))
                .hasSize(1);
    }

    @Test
    void aBundleThatIsJustBeingUninstalledDoesNotDisturb() {
        greet();
        for (RuntimeException failure : List.of(new NullPointerException(), new IllegalStateException("uninstalled"))) {
            assertThat(new OsgiServices(failing(failure, 2)).commands())
                    .extracting(CommandEntry::name)
                    .contains("greet");
            OsgiServices never = new OsgiServices(failing(failure, Integer.MAX_VALUE));
            assertThatThrownBy(never::commands)
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("CliCommand cannot be listed")
                    .hasCause(failure);
        }
    }

    @Test
    void aCommandWhoseBundleHasGoneSaysSo() {
        ServiceRegistration<CliCommand> registration = greet();
        OsgiServices services = new OsgiServices(context());
        CommandEntry entry = services.commands().stream()
                .filter(one -> one.name().equals("greet"))
                .findFirst()
                .orElseThrow();
        registration.unregister();
        assertThatThrownBy(() -> entry.create().apply(new Cli(services, Map.of(), folder)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("stopped or removed");
    }

    /** The context, but for the first look-ups. */
    private BundleContext failing(RuntimeException failure, int times) {
        AtomicInteger calls = new AtomicInteger();
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("getServiceReferences") && calls.incrementAndGet() <= times) {
                throw failure;
            }
            return method.invoke(context(), arguments);
        };
        return (BundleContext)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, handler);
    }

    private ServiceRegistration<CliCommand> greet() {
        greeting = context()
                .registerService(
                        CliCommand.class,
                        greetings,
                        FrameworkUtil.asDictionary(Map.of(CliCommand.NAME, "greet", CliCommand.SUMMARY, "Say hello")));
        return greeting;
    }

    private ServiceRegistration<CliCommand> greeting() {
        return Objects.requireNonNull(greeting);
    }

    private FakeEngine open(EngineSettings settings) {
        FakeEngine engine = new FakeEngine(settings);
        engines.add(engine);
        return engine;
    }

    private int run(String... args) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        int status = service.run(
                List.of(args),
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        out = outBytes.toString(StandardCharsets.UTF_8);
        return status;
    }

    private BundleContext context() {
        return framework.getBundleContext();
    }

    private Bundle gogo() {
        for (Bundle bundle : context().getBundles()) {
            if ("org.apache.felix.gogo.runtime".equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("Gogo is not installed");
    }
}
