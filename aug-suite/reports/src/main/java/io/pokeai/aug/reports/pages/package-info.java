/**
 * HTML pages of evaluations: one file each, which needs neither a network nor other files.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.reports.pages.ReportPage}: how good one model is, down to its single mistakes;
 *   <li>{@link io.pokeai.aug.reports.pages.ReportContent}: what such a page is made of;
 *   <li>{@link io.pokeai.aug.reports.pages.ComparePage}: several models, and whether one is really better;
 *   <li>{@link io.pokeai.aug.reports.pages.RowPictures}: where pictures come from.
 * </ul>
 *
 * <p>Every text from outside is escaped. A page runs only the scripts that it was made with, named by their hashes, and its
 * Content-Security-Policy forbids every connection.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.reports.pages;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
