package io.pokeai.aug.commands.internal.remote;

import io.pokeai.aug.robustness.plan.FileFields;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.remote.RemoteReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a job to its end. When the service goes away, it comes back with the last event that it had, for as long as a service takes to
 * start again; so no event is shown twice and none is missed.
 */
final class JobWatch {
    /** What is tried again: the service may be starting. */
    private static final Set<ErrorCode> PASSING =
            Set.of(ErrorCode.UNAVAILABLE, ErrorCode.DEADLINE_EXCEEDED, ErrorCode.OVERLOADED);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CliSession session;
    private final JobClient client;
    private final String id;
    private final JobProgressText text;
    private long last;
    private long lostSince = -1;

    JobWatch(CliSession session, JobClient client, String id, JobProgressText text) {
        this.session = session;
        this.client = client;
        this.id = id;
        this.text = text;
    }

    /**
     * Waits for the end, and says what happens until then.
     *
     * @throws InterruptedException when the command was told to stop; the job goes on
     */
    RemoteJob end() throws InterruptedException {
        while (true) {
            try {
                follow();
                RemoteJob job = client.show(id);
                if (job.isAtEnd()) {
                    return job;
                }
                // The service has ended the stream, and starts again.
                Thread.sleep(PAUSE.toMillis());
            } catch (EngineException e) {
                if (session.cancelled() || e.code() == ErrorCode.CANCELLED) {
                    throw new InterruptedException("told to stop");
                }
                if (!PASSING.contains(e.code())) {
                    throw e;
                }
                comeBack(e);
            }
        }
    }

    private void comeBack(EngineException why) throws InterruptedException {
        long now = System.nanoTime();
        if (lostSince < 0) {
            lostSince = now;
            text.say("the service does not answer; waiting for it.");
        }
        if (now - lostSince > PATIENCE.toNanos()) {
            throw why;
        }
        Thread.sleep(PAUSE.toMillis());
    }

    private void follow() throws InterruptedException {
        try (RemoteReply events = client.events(id, last)) {
            Optional<String> line = events.line();
            while (line.isPresent()) {
                if (session.cancelled()) {
                    throw new InterruptedException("told to stop");
                }
                lostSince = -1;
                // An empty line only says that the service is there.
                if (!line.get().isBlank()) {
                    take(FileFields.of("an event", line.get().getBytes(StandardCharsets.UTF_8)));
                }
                line = events.line();
            }
        }
    }

    private void take(FileFields event) {
        last = Long.parseLong(event.text("id"));
        text.show(event.text("event"), event.object("data"));
    }

    /** Says that the job goes on without this command. */
    static void detach(CliSession session, JobClient client, String id) {
        session.err()
                .print("pokeai: the job " + SafeText.line(id) + " goes on. Come back with 'pokeai jobs watch "
                        + SafeText.line(id) + SafeText.line(client.options()) + "', or end it with 'pokeai jobs cancel "
                        + SafeText.line(id) + SafeText.line(client.options()) + "'.\n");
        session.err().flush();
    }
}
