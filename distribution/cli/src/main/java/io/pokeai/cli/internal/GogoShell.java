package io.pokeai.cli.internal;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** A session of Gogo. This is the one class that needs Gogo's types, so that it is only wanted where it is used. */
final class GogoShell implements ShellHost {
    // The commands of the bundle are registered for every shell; in this shell, its own ones come first.
    private static final int AHEAD_OF_OTHERS = 1_000;

    private final BundleContext context;
    private final ServiceReference<?> processor;
    private final ServiceRegistration<GogoCommands> registration;
    private final CommandSession session;
    private final List<String> names;
    private final Console console;

    GogoShell(
            BundleContext context,
            ServiceReference<?> processor,
            GogoCommands commands,
            List<String> names,
            Console console) {
        this.context = context;
        this.processor = processor;
        this.names = List.copyOf(names);
        this.console = console;
        // Registered before the session exists, so that the session finds these commands.
        this.registration = context.registerService(
                GogoCommands.class,
                commands,
                FrameworkUtil.asDictionary(Map.of(
                        CommandProcessor.COMMAND_SCOPE,
                        GogoCommands.SCOPE,
                        CommandProcessor.COMMAND_FUNCTION,
                        names.toArray(String[]::new),
                        Constants.SERVICE_RANKING,
                        AHEAD_OF_OTHERS)));
        PrintStream out = console.out();
        this.session = ((CommandProcessor) context.getService(processor)).createSession(System.in, out, console.err());
        session.put("SCOPE", GogoCommands.SCOPE + ":*");
    }

    @Override
    public int execute(String line) throws Exception {
        try {
            Object result = session.execute(line);
            if (result instanceof Integer status) {
                return status;
            }
            if (result != null) {
                session.getConsole().print(session.format(result, 0) + "\n");
            }
            return 0;
        } finally {
            // Gogo flushes its own streams, which do not hand that on.
            console.out().flush();
            console.err().flush();
        }
    }

    @Override
    public List<String> commands() {
        return names;
    }

    @Override
    public void close() {
        session.close();
        registration.unregister();
        context.ungetService(processor);
    }
}
