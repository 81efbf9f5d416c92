package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.reports.pages.Html;
import io.pokeai.aug.reports.pages.PageNumbers;
import io.pokeai.aug.robustness.report.ErrorBaseline;
import io.pokeai.aug.robustness.report.SuiteError;
import java.util.List;

/** Means over suites, each with what it is normalised by. */
final class ErrorSection implements PageSection {
    private final List<SuiteError> errors;

    ErrorSection(ShownRun run, List<SuiteError> errors) {
        List<String> shown = run.models().stream().map(model -> model.title()).toList();
        this.errors =
                errors.stream().filter(error -> shown.contains(error.model())).toList();
    }

    boolean isThere() {
        return !errors.isEmpty();
    }

    @Override
    public String id() {
        return "errors";
    }

    @Override
    public String link() {
        return "Mean error";
    }

    @Override
    public void write(StringBuilder html) {
        html.append("<section id=\"errors\"><h2>Mean error of each suite</h2>")
                .append(
                        "<p>The mean over the corruptions of a suite of their mean error over all severities. Lower is better. Intervals")
                .append(" are 95 %, over pictures.</p>")
                .append(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Mean errors\"><table class=\"sortable\">")
                .append(
                        "<thead><tr><th>Model</th><th>Suite</th><th>Measure</th><th class=\"n\">Value</th><th>95 % interval</th>")
                .append(
                        "<th class=\"n\">Relative</th><th class=\"n\">Corruptions</th><th class=\"n\">Pictures</th></tr></thead><tbody>");
        errors.forEach(error -> row(html, error));
        html.append("</tbody></table></div>");
        if (errors.stream().anyMatch(error -> error.relative().isPresent())) {
            html.append(
                    "<p class=\"hint\"><b>Relative</b>: the same of the errors beyond those on clean pictures.</p>");
        }
        if (errors.stream().anyMatch(error -> error.baseline().equals(ErrorBaseline.ALEXNET))) {
            html.append(
                            "<p class=\"notice\">AlexNet's errors are those on ImageNet: on other data a figure that is divided by them")
                    .append(" has no meaning.</p>");
        }
        html.append("</section>\n");
    }

    private static void row(StringBuilder html, SuiteError error) {
        html.append("<tr><td>").append(ShownRun.name(error.model())).append("</td><td>");
        html.append(error.suite().id()).append("</td><td>").append(Html.text(ShownRun.bounded(error.measure())));
        html.append("</td><td class=\"n\" data-value=\"")
                .append(PageNumbers.number(error.value()))
                .append("\">");
        html.append(PageNumbers.share(error.value())).append("</td><td class=\"nowrap\">");
        html.append(error.interval().map(PageNumbers::interval).orElse("–")).append("</td>");
        relative(html, error);
        html.append("<td class=\"n\" data-value=\"").append(error.corruptions()).append("\">");
        html.append(error.corruptions())
                .append(" of ")
                .append(error.suite().inMeans())
                .append("</td>");
        html.append("<td class=\"n\" data-value=\"").append(error.pictures()).append("\">");
        html.append(PageNumbers.count(error.pictures())).append("</td></tr>\n");
    }

    private static void relative(StringBuilder html, SuiteError error) {
        double value = error.relative().map(relative -> relative.value()).orElse(-1.0);
        html.append("<td class=\"n\" data-value=\"")
                .append(PageNumbers.number(value))
                .append("\">");
        error.relative()
                .ifPresentOrElse(
                        relative -> {
                            Interval interval = relative.interval();
                            html.append(PageNumbers.share(relative.value()))
                                    .append("<br><span class=\"interval\">")
                                    .append(PageNumbers.interval(interval))
                                    .append("</span>");
                        },
                        () -> html.append("–"));
        html.append("</td>");
    }
}
