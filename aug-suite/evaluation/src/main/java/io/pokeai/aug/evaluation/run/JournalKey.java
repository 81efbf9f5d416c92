package io.pokeai.aug.evaluation.run;

import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the answers of a journal depend on: if any part has another value, no answer of the journal is used.
 *
 * @param parts by name, each in one line
 */
public record JournalKey(Map<String, String> parts) {
    /** Counts up when records change their form. */
    private static final String FORM = "1";

    private static final String ASSIGNS = "=";
    private static final int SHOWN = 12;

    static JournalKey of(ModelIdentity identity, PictureTable table) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("form of the journal", FORM);
        parts.put("model", identity.model());
        parts.put("version of the model", identity.version());
        parts.put("back end", identity.backend());
        parts.put("input spec", identity.input());
        parts.put("batch size", String.valueOf(identity.batch()));
        parts.put("class list", hash(identity.classes()));
        parts.put("table of pictures", hash(texts(table)));
        return new JournalKey(parts);
    }

    private static List<String> texts(PictureTable table) {
        List<String> texts = new ArrayList<>();
        for (PictureRow row : table.rows()) {
            texts.add(row.path());
            texts.add(row.label());
        }
        return texts;
    }

    private static String hash(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0); // no file name holds it
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** SHA-256 over all parts, in hexadecimal digits. */
    public String hash() {
        return hash(parts.entrySet().stream()
                .map(part -> part.getKey() + ASSIGNS + part.getValue())
                .toList());
    }

    /** One part a line. */
    byte[] toBytes() {
        StringBuilder text = new StringBuilder();
        parts.forEach((name, value) -> text.append(name)
                .append(ASSIGNS)
                .append(value.replace('\n', ' '))
                .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** As {@link #toBytes} wrote it. */
    static JournalKey parse(byte[] bytes) {
        Map<String, String> parts = new LinkedHashMap<>();
        new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> {
            int end = line.indexOf(ASSIGNS);
            if (end > 0) {
                parts.put(line.substring(0, end), line.substring(end + 1));
            }
        });
        return new JournalKey(parts);
    }

    /** What has changed since another journal was begun, for people; empty when nothing has. */
    public Optional<String> differenceFrom(JournalKey before) {
        List<String> changes = new ArrayList<>();
        parts.forEach((name, value) -> {
            String old = before.parts().getOrDefault(name, "?");
            if (!old.equals(value)) {
                changes.add("the " + name + " (" + shown(old) + ", now " + shown(value) + ")");
            }
        });
        return changes.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", changes));
    }

    private static String shown(String value) {
        return value.matches("[0-9a-f]{40,}") ? value.substring(0, SHOWN) : value;
    }
}
