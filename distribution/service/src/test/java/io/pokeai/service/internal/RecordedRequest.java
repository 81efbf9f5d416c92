package io.pokeai.service.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A request as a client has sent it, and what has to come back: a block of a text file, whose head says how it is written.
 *
 * @param title which client and call
 * @param lines all others of the block
 */
record RecordedRequest(String title, List<String> lines) {
    private static final String EXPECTED = "=> ";
    private static final Pattern NUMBERS = Pattern.compile("\\{numbers (\\d+) ([^}]+)}");

    RecordedRequest {
        lines = List.copyOf(lines);
    }

    /** All blocks of a resource beside this class. */
    static List<RecordedRequest> read(String resource) {
        List<RecordedRequest> requests = new ArrayList<>();
        String text;
        try (InputStream in = RecordedRequest.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("there is no " + resource);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String block : text.split("(?m)^### ", -1)) {
            if (!block.startsWith("#")) {
                List<String> lines =
                        block.lines().filter(line -> !line.isBlank()).toList();
                requests.add(new RecordedRequest(lines.get(0), lines.subList(1, lines.size())));
            }
        }
        return requests;
    }

    /** The bytes on the wire. */
    byte[] bytes(String version) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int header = 0;
        boolean hasBody = false;
        String encoding = "";
        List<String> head = new ArrayList<>();
        for (String line : lines) {
            String kind = line.replaceFirst(" .*", "");
            String rest = line.substring(Math.min(line.length(), kind.length() + 1));
            switch (kind) {
                case "text" -> {
                    body.writeBytes(expanded(rest).getBytes(StandardCharsets.UTF_8));
                    header = body.size();
                    hasBody = true;
                }
                case "floats", "halves", "doubles" -> body.writeBytes(numbers(kind, rest.split(" ", -1)));
                case "element" -> body.writeBytes(element(rest));
                case "encode" -> encoding = rest;
                case "=>" -> {
                    // What has to come back.
                }
                default -> head.add(line);
            }
        }
        byte[] sent = encoded(body.toByteArray(), encoding);
        StringBuilder text = new StringBuilder();
        for (String line : head) {
            text.append(line.replace("{version}", version).replace("{header}", String.valueOf(header)))
                    .append("\r\n");
        }
        if (hasBody) {
            text.append("Content-Length: ").append(sent.length).append("\r\n");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(sent);
        return whole.toByteArray();
    }

    /** The status, and texts that the response has to contain. */
    List<String> expected(String version) {
        List<String> expected = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(EXPECTED)) {
                String text = line.substring(EXPECTED.length()).replace("{version}", version);
                if (expected.isEmpty()) {
                    expected.add("HTTP/1.1 " + text.substring(0, 3) + " ");
                    text = text.substring(4);
                }
                expected.add(text);
            }
        }
        return expected;
    }

    private static String expanded(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (numbers.find()) {
            numbers.appendReplacement(
                    expanded,
                    String.join(",", Collections.nCopies(Integer.parseInt(numbers.group(1)), numbers.group(2))));
        }
        return numbers.appendTail(expanded).toString();
    }

    private static byte[] numbers(String kind, String... countAndValue) {
        int count = Integer.parseInt(countAndValue[0]);
        double value = Double.parseDouble(countAndValue[1]);
        ByteBuffer data = ByteBuffer.allocate(count * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            switch (kind) {
                case "floats" -> data.putFloat((float) value);
                case "doubles" -> data.putDouble(value);
                // 2 in IEEE 754 binary16 is 0x4000: the only value that the files have.
                default -> data.putShort((short) 0x4000);
            }
        }
        return Arrays.copyOf(data.array(), data.position());
    }

    private static byte[] element(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] encoded(byte[] body, String encoding) throws IOException {
        if (encoding.isEmpty()) {
            return body;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                encoding.equals("gzip") ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    @Override
    public String toString() {
        return title;
    }
}
