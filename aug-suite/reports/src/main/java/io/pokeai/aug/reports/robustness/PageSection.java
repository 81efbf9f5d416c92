package io.pokeai.aug.reports.robustness;

/** A part of a page, with a link to it at the top. */
interface PageSection {
    /** Of the element, and of the link. */
    String id();

    /** The text of the link. */
    String link();

    /** Adds the section's element. */
    void write(StringBuilder html);
}
