package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.Html;
import io.pokeai.aug.reports.pages.PageNumbers;
import io.pokeai.aug.reports.robustness.BreakingPictures.Broken;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.dataset.PictureRow;
import java.util.List;

/** The pictures that break first, clean and as they were when they broke. */
final class BreakingSection implements PageSection {
    static final int SIDE = 112;

    private static final int MOST_OF_ONE = 24;
    private static final int MOST_OF_SEVERAL = 12;

    private final ShownRun run;
    private final PictureUrls urls;

    BreakingSection(ShownRun run, PictureUrls urls) {
        this.run = run;
        this.urls = urls;
    }

    /** How many pictures of each of so many models are shown. */
    static int most(int models) {
        return models == 1 ? MOST_OF_ONE : MOST_OF_SEVERAL;
    }

    @Override
    public String id() {
        return "breaking";
    }

    @Override
    public String link() {
        return "Pictures";
    }

    @Override
    public void write(StringBuilder html) {
        html.append(
                        "<section id=\"breaking\"><h2>Pictures that break first</h2><p>Right when clean, and wrong at the lowest severity of")
                .append(
                        " the most corruptions: on the left the clean picture, on the right the one with the most confident wrong")
                .append(" answer.</p>");
        int most = most(run.models().size());
        for (TestedModel model : run.models()) {
            if (run.models().size() > 1) {
                html.append("<h3>").append(ShownRun.name(model.title())).append("</h3>");
            }
            List<Broken> broken = run.breaking(model, most);
            if (broken.isEmpty()) {
                html.append("<p>")
                        .append(
                                run.clean(model)
                                                .filter(cell -> cell.correct() > 0)
                                                .isPresent()
                                        ? "No picture that is right when clean is wrong at the lowest severity of a corruption."
                                        : "No clean picture is right.")
                        .append("</p>");
                continue;
            }
            html.append("<div class=\"cards twice\">");
            broken.forEach(picture -> card(html, model, picture));
            html.append("</div>\n");
        }
        html.append("</section>\n");
    }

    private void card(StringBuilder html, TestedModel model, Broken picture) {
        PictureRow row = run.result().plan().pictures().row(picture.row());
        PlannedCorruption breaking = run.corruption(picture.at());
        int severity = picture.at().severity();
        String under = breaking.name() + (severity > 1 || breaking.severities().size() > 1 ? ":" + severity : "");
        html.append("<figure class=\"card\"><div class=\"frames\"><div class=\"frame\">");
        PictureHtml.write(html, urls.url(picture.row(), PlannedCorruption.CLEAN, 0, SIDE), "clean: " + alt(row), SIDE);
        html.append("</div><div class=\"frame\">");
        PictureHtml.write(html, urls.url(picture.row(), breaking, severity, SIDE), under + ": " + alt(row), SIDE);
        html.append("</div></div><figcaption><div><b>")
                .append(ShownRun.name(row.label()))
                .append("</b></div><div>");
        html.append(ShownRun.name(under)).append(": <span class=\"wrong\">");
        html.append(ShownRun.name(model.identity().classes().get(picture.answer())))
                .append("</span>");
        if (!Float.isNaN(picture.confidence())) {
            html.append(", ").append(PageNumbers.share(picture.confidence())).append(" sure");
        }
        html.append("</div><div>wrong at the lowest severity of ")
                .append(picture.lowest())
                .append(" of ")
                .append(picture.corruptions())
                .append("</div><span class=\"path\" dir=\"auto\">")
                .append(Html.text(ShownRun.bounded(row.path())))
                .append("</span></figcaption></figure>\n");
    }

    private static String alt(PictureRow row) {
        return ShownRun.bounded(row.path());
    }
}
