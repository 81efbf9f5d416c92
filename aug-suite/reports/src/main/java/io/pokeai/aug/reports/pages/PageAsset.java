package io.pokeai.aug.reports.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts and styles that pages are made with. */
enum PageAsset {
    STYLE("page.css"),
    PLOT_STYLE("uPlot.min.css"),
    PLOTS("uPlot.iife.min.js"),
    PLOT_LICENCE("uPlot.LICENSE.txt"),
    COMMON("common.js"),
    HEAT_MAP("heatmap.js"),
    CHARTS("charts.js"),
    REPORT("report.js"),
    COMPARE("compare.js");

    private final String file;

    PageAsset(String file) {
        this.file = file;
    }

    String text() {
        try (InputStream in = PageAsset.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing in the bundle");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
