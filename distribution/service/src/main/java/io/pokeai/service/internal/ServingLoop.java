package io.pokeai.service.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.remote.LocalSocket;
import io.pokeai.service.internal.jobs.JobDesk;
import io.pokeai.service.internal.web.Port;
import java.util.Optional;

/**
 * A service from the moment that its ports are open until it is told to stop.
 *
 * <p><b>Ownership</b> it closes nothing but the socket of operators, which it opens itself.
 *
 * @param session tells when to stop
 * @param files looked at for changes
 * @param loading of the models that have to be open before the service is ready
 * @param opening of the jobs, which go to the desk
 */
record ServingLoop(
        CliSession session,
        ServeOptions options,
        ServeFiles files,
        RunningService service,
        ModelLoading loading,
        JobOpening opening,
        JobDesk desk) {
    /** While models open, and afterwards: how late a signal may be noticed, and what an idle service costs. */
    private static final int OPENING_MILLIS = 20;

    private static final int SERVING_MILLIS = 200;

    /** Ten minutes. */
    private static final int ROUNDS_PER_EXPIRY = 3000;

    void run() throws InterruptedException {
        Optional<OperatorSocket> socket = socket();
        try {
            serve();
        } finally {
            socket.ifPresent(OperatorSocket::close);
        }
    }

    /** Without one, operators still have the port. */
    private Optional<OperatorSocket> socket() {
        try {
            return Optional.of(service.socket(LocalSocket.of(session.settings())));
        } catch (EngineException e) {
            session.report(e);
            return Optional.empty();
        }
    }

    private void serve() throws InterruptedException {
        while (!session.cancelled() && !loading.await(OPENING_MILLIS)) {
            // Callers are answered already, and wait for their model.
        }
        if (session.cancelled()) {
            return;
        }
        loading.report(session::report);
        PortCheck.require(Port.PUBLIC, options.host(), service.port(Port.PUBLIC), files.tls());
        PortCheck.require(Port.ADMIN, ServeOptions.LOOPBACK, service.port(Port.ADMIN), Optional.empty());
        service.ready();
        announce();
        // Afterwards: callers do not wait for jobs that an earlier process has left.
        opening.open(desk);
        for (long round = 1; !session.cancelled(); round++) {
            Thread.sleep(SERVING_MILLIS);
            files.reloads().look();
            if (round % ROUNDS_PER_EXPIRY == 0) {
                desk.expireUploads();
            }
        }
    }

    private void announce() {
        session.out()
                .print("ready " + files.scheme() + "://" + shown(options.host()) + ":" + service.port(Port.PUBLIC)
                        + " admin http://" + ServeOptions.LOOPBACK + ":" + service.port(Port.ADMIN) + "\n");
        session.out().flush();
        service.site().ifPresent(site -> {
            String administration = "http://" + ServeOptions.LOOPBACK + ":" + service.port(Port.ADMIN);
            session.err().print("pokeai: open " + administration + "/" + site + "/ in a browser.\n");
            session.err().flush();
        });
    }

    /** As a URL has it. */
    private static String shown(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
