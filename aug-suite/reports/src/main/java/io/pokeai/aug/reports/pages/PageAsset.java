package io.pokeai.aug.reports.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts and styles that pages are made with. */
public enum PageAsset {
    /** Colours and layout, light and dark. */
    STYLE("page.css"),
    /** Of uPlot. */
    PLOT_STYLE("uPlot.min.css"),
    /** uPlot. */
    PLOTS("uPlot.iife.min.js"),
    /** Of uPlot; goes into every page that has it. */
    PLOT_LICENCE("uPlot.LICENSE.txt"),
    /** Data, theme, tables that sort, cards; every page needs it, before the others. */
    COMMON("common.js"),
    /** The confusion matrix. */
    HEAT_MAP("heatmap.js"),
    /** Plots by uPlot. */
    CHARTS("charts.js"),
    /** The page of one model. */
    REPORT("report.js"),
    /** The comparison of models. */
    COMPARE("compare.js"),
    /** Models on corrupted pictures. */
    ROBUSTNESS("robustness.js");

    private final String file;

    PageAsset(String file) {
        this.file = file;
    }

    /** The content of the file. */
    public String text() {
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
