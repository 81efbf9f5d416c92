package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.json.JournalJson;
import io.pokeai.service.internal.web.HttpFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A part of the journal, newest first, and where the next part begins.
 *
 * <p>A place in the journal is the time and the checksum of the last entry that a client has: new entries come before it, and move nothing.
 *
 * @param next the place behind which the next page begins; empty on the last page
 */
record JournalPage(List<SwapReport> entries, Optional<String> next) {
    JournalPage {
        entries = List.copyOf(entries);
    }

    /**
     * The page behind a place.
     *
     * @param journal newest first
     * @param after a place, or empty for the beginning
     * @throws HttpFailure 410 when the entry is not there any more: the oldest are rotated away
     */
    static JournalPage of(List<SwapReport> journal, Optional<String> after, int most) {
        int from = after.map(place -> behind(journal, place)).orElse(0);
        int to = Math.min(journal.size(), from + most);
        return new JournalPage(
                journal.subList(from, to),
                to < journal.size() && to > from ? Optional.of(place(journal.get(to - 1))) : Optional.empty());
    }

    private static int behind(List<SwapReport> journal, String place) {
        for (int i = 0; i < journal.size(); i++) {
            if (place.startsWith(journal.get(i).at() + "~") && place.equals(place(journal.get(i)))) {
                return i + 1;
            }
        }
        throw HttpFailure.of(
                        410,
                        "JOURNAL_ENTRY_GONE",
                        "The journal has no entry at this place any more, or never had one.",
                        "Begin without 'after'.")
                .ofField("after");
    }

    private static String place(SwapReport entry) {
        try {
            CRC32C checksum = new CRC32C();
            checksum.update(JournalJson.write(entry).getBytes(StandardCharsets.UTF_8));
            return entry.at() + "~" + Long.toHexString(checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException("memory is never full", e);
        }
    }
}
