package io.pokeai.itest.browser;

import java.util.ArrayList;
import java.util.List;

/** What axe-core finds in a page that keeps somebody from using it. */
final class Axe {
    private Axe() {}

    /** Violations in the colours that the page has now, and in the other ones. */
    static List<String> violations(Page page) {
        Look.Theme theme = page.setting().look().theme();
        if (!page.is("window.axe")) {
            page.run(Script.AXE);
        }
        List<String> found = new ArrayList<>(violations(page, theme, "{}"));
        page.theme(theme.other());
        // Of all rules, only those about colours depend on the colours.
        found.addAll(violations(page, theme.other(), "{runOnly: ['color-contrast', 'link-in-text-block']}"));
        page.theme(theme);
        return found;
    }

    /** Violations in the colours that the page has now. */
    static List<String> now(Page page, Look.Theme theme) {
        page.run(Script.AXE);
        return violations(page, theme, "{}");
    }

    @SuppressWarnings("unchecked") // what the script answers
    private static List<String> violations(Page page, Look.Theme theme, String options) {
        Object answer =
                page.runAsync("const options = Object.assign({resultTypes: ['violations']}, " + options + ");" + """
                        const {violations} = await axe.run(document, options);
                        return violations.flatMap((rule) => rule.nodes.map((node) =>
                            `${rule.id}: ${node.html.slice(0, 200)} ${(node.failureSummary ?? '').replace(/\\s+/g, ' ').slice(0, 300)}`));
                        """);
        if (!(answer instanceof List)) {
            return List.of("axe: " + answer);
        }
        return ((List<String>) answer)
                .stream().map(line -> theme.css() + " " + line).toList();
    }
}
