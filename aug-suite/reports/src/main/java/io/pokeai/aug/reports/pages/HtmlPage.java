package io.pokeai.aug.reports.pages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The frame of every page: head, policy, styles, data, scripts.
 *
 * <p><b>Threads</b> stateless.
 */
public final class HtmlPage {
    private static final List<PageAsset> STYLES = List.of(PageAsset.PLOT_STYLE, PageAsset.STYLE);

    private HtmlPage() {}

    /**
     * The page as one file.
     *
     * @param title as it is, not escaped
     * @param body HTML, complete and escaped, between header and scripts
     * @param json the data that scripts of the page and other programs read, as {@link JsonText} writes it
     * @param scripts in the order in which they run
     * @return the text of the file, to be written as UTF-8
     */
    public static String of(String title, String body, String json, List<PageAsset> scripts) {
        StringBuilder page = new StringBuilder(body.length() + json.length() + 200_000);
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(policy(scripts))
                .append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(Html.text(title))
                .append("</title>\n");
        STYLES.forEach(style -> page.append("<style>").append(style.text()).append("</style>\n"));
        page.append("</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the results</a>\n")
                .append(body);
        page.append("<script type=\"application/json\" id=\"data\">")
                .append(json)
                .append("</script>\n");
        if (scripts.contains(PageAsset.PLOTS)) {
            page.append("<!--\nuPlot 1.6.32, https://github.com/leeoniya/uPlot\n")
                    .append(PageAsset.PLOT_LICENCE.text())
                    .append("\n-->\n");
        }
        scripts.forEach(script -> page.append("<script>").append(script.text()).append("</script>\n"));
        return page.append("</body>\n</html>\n").toString();
    }

    /** Nothing may be loaded or sent; only these scripts and styles are allowed. */
    private static String policy(List<PageAsset> scripts) {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; script-src " + hashes(scripts)
                + "; style-src " + hashes(STYLES);
    }

    private static String hashes(List<PageAsset> assets) {
        return assets.stream()
                .map(asset -> "'sha256-" + hash(asset.text()) + "'")
                .collect(Collectors.joining(" "));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
