package io.pokeai.aug.jobs.internal.store;

import io.pokeai.aug.jobs.JobEvent;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a journal from a line on, in small pieces: memory does not grow with the journal, and no file is open between two calls.
 *
 * <p><b>Threads</b> confined to one; the journal is written meanwhile.
 */
public final class JournalReader {
    private static final int BUFFER = 1 << 14;
    private static final Pattern EVENT = Pattern.compile("\"event\":\"([a-z_]{1,40})\"");

    private final JobJournal journal;
    private final long after;
    private long line;
    private long offset;

    /** @param after number of the last line that is not wanted */
    public JournalReader(JobJournal journal, long after) {
        this.journal = journal;
        this.after = after;
    }

    /** Whether everything was read that is there. */
    public boolean isCaughtUp() {
        return offset >= journal.readable();
    }

    /** Waits until there is more to read, at most that long. */
    public void await(long nanos) throws InterruptedException {
        journal.await(offset, nanos);
    }

    /**
     * The next lines.
     *
     * @param most how many
     * @throws EngineException {@code UNAVAILABLE} when the journal cannot be read
     */
    public List<JobEvent> read(int most) {
        List<JobEvent> events = new ArrayList<>();
        long end = journal.readable();
        if (offset >= end) {
            return events;
        }
        try (FileChannel channel = FileChannel.open(journal.file(), StandardOpenOption.READ)) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            long at = offset;
            while (at < end && events.size() < most) {
                buffer.clear().limit((int) Math.min(BUFFER, end - at));
                int read = channel.read(buffer, at);
                if (read <= 0) {
                    break;
                }
                buffer.flip();
                at += read;
                take(buffer, text, events, most);
            }
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The journal " + journal.file() + " cannot be read: " + e.getMessage() + ".",
                    "Look at the disk.",
                    e);
        }
        return events;
    }

    private void take(ByteBuffer buffer, ByteArrayOutputStream text, List<JobEvent> events, int most) {
        while (buffer.hasRemaining() && events.size() < most) {
            byte next = buffer.get();
            if (next != '\n') {
                text.write(next);
                continue;
            }
            offset += text.size() + 1L;
            line++;
            if (line > after) {
                String json = text.toString(StandardCharsets.UTF_8);
                events.add(new JobEvent(line, type(json), json));
            }
            text.reset();
        }
    }

    /** The first fields of a line are its time and its type. */
    private static String type(String json) {
        Matcher matcher = EVENT.matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }
}
