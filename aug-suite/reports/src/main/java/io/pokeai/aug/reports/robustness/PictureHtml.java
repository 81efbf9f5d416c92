package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.Html;
import java.util.Optional;

/** Pictures as HTML. */
final class PictureHtml {
    private PictureHtml() {}

    /**
     * A picture, or a sentence that it is not in the page.
     *
     * @param alt what it shows, as text
     * @param side the square in which it is shown, in pixels
     */
    static void write(StringBuilder html, Optional<String> url, String alt, int side) {
        url.ifPresentOrElse(
                data -> html.append("<img src=\"")
                        .append(data)
                        .append("\" width=\"")
                        .append(side)
                        .append("\" height=\"")
                        .append(side)
                        .append("\" alt=\"")
                        .append(Html.text(alt))
                        .append("\">"),
                () -> html.append("<span class=\"nothing\">not in this page</span>"));
    }
}
