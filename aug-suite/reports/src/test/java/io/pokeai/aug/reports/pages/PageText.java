package io.pokeai.aug.reports.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page as a browser splits it. */
public record PageText(String html) {
    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    public static PageText of(byte[] page) {
        return new PageText(new String(page, StandardCharsets.UTF_8));
    }

    /** The scripts that run. */
    public List<String> scripts() {
        return found(SCRIPT, 2).stream().toList();
    }

    List<String> styles() {
        return found(STYLE, 1);
    }

    private List<String> found(Pattern pattern, int group) {
        List<String> texts = new ArrayList<>();
        Matcher matcher = pattern.matcher(html);
        while (matcher.find()) {
            if (group == 1 || matcher.group(1).isEmpty()) {
                texts.add(matcher.group(group));
            }
        }
        return texts;
    }

    /** Without scripts, styles and comments. */
    public String markup() {
        return html.replaceAll("(?s)<script.*?</script>", "")
                .replaceAll("(?s)<style.*?</style>", "")
                .replaceAll("(?s)<!--.*?-->", "");
    }

    /** The island of data. */
    public Map<String, Object> data() throws IOException {
        Matcher island = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(html);
        assertThat(island.find()).isTrue();
        try (JsonParser json = new JsonFactory().createParser(island.group(1))) {
            json.nextToken();
            Object value = value(json);
            assertThat(json.nextToken()).isNull();
            @SuppressWarnings("unchecked") // the island is an object
            Map<String, Object> data = (Map<String, Object>) value;
            return data;
        }
    }

    private static Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                object.put(name, value(json));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(json));
            }
            return array;
        }
        return token == JsonToken.VALUE_STRING
                ? json.getText()
                : token.isNumeric() ? json.getDoubleValue() : json.getText();
    }
}
