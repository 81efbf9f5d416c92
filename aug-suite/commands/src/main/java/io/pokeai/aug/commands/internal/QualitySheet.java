package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.ChannelOrder;
import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interpolation;
import io.pokeai.engine.api.Resize;
import io.pokeai.engine.api.Rgb;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.quality.QualityIssue;
import io.pokeai.engine.dataset.quality.QualityReport;
import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The contact sheet of a data set's quality: a row of examples for each finding, as a person sees them on white.
 *
 * <p>Below each picture stand its class and its name; pictures of one group stand together in a frame.
 */
final class QualitySheet {
    private static final int CELL = 96;
    private static final int GAP = 12;
    private static final int MARGIN = 20;
    private static final int COLUMNS = 12;
    private static final int WIDTH = 2 * MARGIN + COLUMNS * (CELL + GAP) - GAP;
    private static final int HEADING = PixelFont.height(2) + 10;
    private static final int CAPTION = 2 * PixelFont.height(1) + 16;
    private static final int LETTERS = CELL / (PixelFont.COLUMNS + 1);
    private static final int PER_GROUP = 4;
    private static final int GROUP_ROWS = 2;

    private final Imaging imaging;
    private final Path data;
    private final List<Section> sections = new ArrayList<>();

    private QualitySheet(Imaging imaging, Path data) {
        this.imaging = imaging;
        this.data = data;
    }

    /**
     * Some examples of a finding.
     *
     * @param heading what was found, and how often
     * @param groups pictures that stand together
     */
    private record Section(String heading, List<List<PictureRow>> groups) {}

    /** Where a picture of a section stands, in cells. */
    private record Place(int column, int row) {}

    /** Draws the sheet of a report and writes it to {@code reports/data_quality.png}. */
    static void write(CliSession session, Path artifacts, Path data, QualityReport report) {
        QualitySheet sheet = new QualitySheet(session.engine().imaging(), data);
        sheet.collect(report);
        Path file = artifacts.resolve("reports").resolve("data_quality.png");
        try {
            WholeFile.write(file, session.engine().imaging().toPng(sheet.draw()));
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    file + " cannot be written: " + e.getMessage() + ".",
                    "Make its folder writable, or free space on its disk.",
                    e);
        }
    }

    private void collect(QualityReport report) {
        groups("test pictures that are trained on", report.leaking());
        groups("duplicates with several labels", report.conflicts());
        groups("near duplicates", report.near());
        for (QualityIssue issue : QualityIssue.values()) {
            List<PictureRow> pictures = report.concerned(issue);
            if (!pictures.isEmpty()) {
                sections.add(new Section(
                        heading(issue.toString().replace('_', ' '), pictures.size()),
                        spread(pictures, COLUMNS).stream().map(List::of).toList()));
            }
        }
        if (sections.isEmpty()) {
            sections.add(new Section("nothing was found", List.of()));
        }
    }

    private void groups(String name, List<List<PictureRow>> groups) {
        if (!groups.isEmpty()) {
            List<List<PictureRow>> shown = spread(groups, COLUMNS * GROUP_ROWS / 2).stream()
                    .map(group -> group.subList(0, Math.min(PER_GROUP, group.size())))
                    .toList();
            sections.add(new Section(heading(name, groups.size()) + " groups", shown));
        }
    }

    private static String heading(String name, int count) {
        return String.format(Locale.ROOT, "%s: %,d", name, count);
    }

    /** As many as there is room for, from the whole list: what comes first is often of one class. */
    private static <T> List<T> spread(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<T> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) ((long) i * all.size() / most)));
        }
        return some;
    }

    private Image draw() {
        List<List<List<Place>>> places =
                sections.stream().map(section -> places(section.groups())).toList();
        int height = MARGIN;
        for (List<List<Place>> section : places) {
            height += HEADING + rows(section) * (CELL + CAPTION) + GAP;
        }
        SheetCanvas canvas = new SheetCanvas(WIDTH, height + MARGIN);
        int top = MARGIN;
        for (int i = 0; i < sections.size(); i++) {
            canvas.text(sections.get(i).heading(), MARGIN, top, 2);
            top += HEADING;
            draw(canvas, sections.get(i), places.get(i), top);
            top += rows(places.get(i)) * (CELL + CAPTION) + GAP;
        }
        return canvas.image();
    }

    /** Groups side by side, none broken by the end of a row, as far as the rows reach. */
    private static List<List<Place>> places(List<List<PictureRow>> groups) {
        List<List<Place>> places = new ArrayList<>();
        int column = 0;
        int row = 0;
        for (List<PictureRow> group : groups) {
            if (column + group.size() > COLUMNS) {
                column = 0;
                row++;
            }
            if (row == GROUP_ROWS) {
                break;
            }
            List<Place> own = new ArrayList<>();
            for (int i = 0; i < group.size(); i++) {
                own.add(new Place(column++, row));
            }
            places.add(own);
        }
        return places;
    }

    private static int rows(List<List<Place>> places) {
        return places.isEmpty() ? 0 : places.get(places.size() - 1).get(0).row() + 1;
    }

    private void draw(SheetCanvas canvas, Section section, List<List<Place>> places, int top) {
        for (int group = 0; group < places.size(); group++) {
            List<Place> own = places.get(group);
            for (int i = 0; i < own.size(); i++) {
                int x = MARGIN + own.get(i).column() * (CELL + GAP);
                int y = top + own.get(i).row() * (CELL + CAPTION);
                PictureRow row = section.groups().get(group).get(i);
                canvas.frame(x - 2, y - 2, CELL + 4, CELL + 4);
                if (i > 0) {
                    canvas.bar(x - GAP + 2, y + CELL / 2 - 1, GAP - 4, 3);
                }
                picture(canvas, row, x, y);
                canvas.text(cut(row.label()), x, y + CELL + 4, 1);
                canvas.text(cut(row.path().substring(row.path().lastIndexOf('/') + 1)), x, y + CELL + 13, 1);
            }
        }
    }

    private static String cut(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return small.length() <= LETTERS ? small : small.substring(0, LETTERS - 2) + "..";
    }

    private void picture(SheetCanvas canvas, PictureRow row, int x, int y) {
        try {
            Path file = Path.of(row.path());
            Image seen = imaging.decodeWithAlpha(Files.isRegularFile(file) ? file : data.resolve(row.path()))
                    .onWhite();
            Image fitting = fitting(seen);
            canvas.paste(fitting, x + (CELL - fitting.width()) / 2, y + (CELL - fitting.height()) / 2);
        } catch (EngineException e) {
            canvas.text("gone", x + 4, y + CELL / 2, 1);
        }
    }

    /** Small drawings are enlarged pixel by pixel, larger pictures are made smaller. */
    private Image fitting(Image seen) {
        int longest = Math.max(seen.width(), seen.height());
        int times = CELL / longest;
        int width = times > 0 ? seen.width() * times : Math.max(1, seen.width() * CELL / longest);
        int height = times > 0 ? seen.height() * times : Math.max(1, seen.height() * CELL / longest);
        return imaging.crop(
                seen,
                new InputSpec(
                        Decoder.PILLOW,
                        Resize.exact(height, width),
                        times > 0 ? Interpolation.NEAREST : Interpolation.BILINEAR,
                        new Crop(height, width, Crop.Rounding.HALF_EVEN),
                        255f,
                        new Rgb(0f, 0f, 0f),
                        new Rgb(1f, 1f, 1f),
                        ChannelOrder.RGB));
    }
}
