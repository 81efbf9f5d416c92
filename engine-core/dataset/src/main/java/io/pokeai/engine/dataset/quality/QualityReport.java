package io.pokeai.engine.dataset.quality;

import io.pokeai.engine.dataset.DatasetIndex;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.dataset.picture.PictureTraits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How good a data set is. An inspection never changes or deletes its pictures.
 *
 * @param index the pictures, measured, and those that cannot be read
 * @param issues what may be wrong with each readable picture
 * @param duplicates pictures that occur more than once
 * @param parts which part of the split each is in
 */
public record QualityReport(
        DatasetIndex index, List<List<QualityIssue>> issues, Duplicates duplicates, SplitParts parts) {
    /** The file of {@link #toCsv} below the artifacts' {@code reports}. */
    public static final String FILE = "data_quality.csv";

    /** The file of {@link #duplicatesToCsv}. */
    public static final String DUPLICATES_FILE = "data_quality_duplicates.csv";

    private static final List<String> MEASURES =
            List.of("width", "height", "brightness_p99", "brightness_p05", "entropy", "sharpness", "aspect_ratio");

    public QualityReport {
        issues = List.copyOf(issues);
    }

    static QualityReport of(DatasetIndex index, Duplicates duplicates, SplitParts parts) {
        List<PictureTraits> traits =
                index.measures().stream().map(each -> each.traits()).toList();
        SizeRange sizes = SizeRange.of(traits);
        List<List<QualityIssue>> issues = traits.stream()
                .map(each -> Stream.of(QualityIssue.values())
                        .filter(issue -> issue.concerns(each, sizes))
                        .toList())
                .toList();
        return new QualityReport(index, issues, duplicates, parts);
    }

    private List<PictureRow> rows() {
        return index.pictures().rows();
    }

    /** The rows that an issue concerns, in the order of the index. */
    public List<PictureRow> concerned(QualityIssue issue) {
        List<PictureRow> found = new ArrayList<>();
        for (int row = 0; row < issues.size(); row++) {
            if (issues.get(row).contains(issue)) {
                found.add(rows().get(row));
            }
        }
        return found;
    }

    /** Groups of duplicates that have several labels, of which one at most is right. */
    public List<List<PictureRow>> conflicts() {
        return duplicates.groups().stream()
                .filter(this::isConflict)
                .map(this::pictures)
                .toList();
    }

    /** Groups of duplicates that are both trained on and tested on; the test's pictures first. */
    public List<List<PictureRow>> leaking() {
        return duplicates.groups().stream()
                .filter(group -> !Leaks.tested(group, rows(), parts).isEmpty())
                .map(group -> Stream.concat(
                                Leaks.tested(group, rows(), parts).stream(),
                                Leaks.trained(group, rows(), parts).stream())
                        .map(rows()::get)
                        .toList())
                .toList();
    }

    /** Groups whose pictures are near each other without being equal. */
    public List<List<PictureRow>> near() {
        Set<Integer> near = duplicates.members().stream()
                .filter(member -> member.grade() == DuplicateGrade.NEAR)
                .map(Duplicates.Member::row)
                .collect(Collectors.toSet());
        return duplicates.groups().stream()
                .filter(group -> group.stream().anyMatch(near::contains))
                .map(this::pictures)
                .toList();
    }

    /** The test and validation pictures that the training rows have, too. */
    public Leaks leaks() {
        return Leaks.of(rows(), index.measures(), duplicates, parts);
    }

    private List<PictureRow> pictures(List<Integer> group) {
        return group.stream().map(rows()::get).toList();
    }

    private boolean isConflict(List<Integer> group) {
        return group.stream().map(row -> rows().get(row).label()).distinct().count() > 1;
    }

    /**
     * One row for each file: {@code path,label,split,fold}, the measures, {@code issues} (several are joined by a blank),
     * {@code True} or {@code False} for each issue, {@code duplicate_group} and {@code duplicate} ({@code first} or a grade).
     * A file that cannot be read has the issue {@code unreadable} and no measures.
     */
    public String toCsv() {
        List<String> columns = new ArrayList<>(List.of("split", "fold"));
        columns.addAll(MEASURES);
        columns.add("issues");
        Stream.of(QualityIssue.values()).forEach(issue -> columns.add(issue.toString()));
        columns.addAll(List.of("duplicate_group", "duplicate"));
        Map<Integer, String> grades = new HashMap<>();
        duplicates
                .members()
                .forEach(member -> grades.put(member.row(), member.grade().toString()));
        Map<String, Integer> groups = duplicates.groupsByPath(rows());
        List<PictureRow> table = new ArrayList<>();
        for (int row = 0; row < rows().size(); row++) {
            PictureRow picture = rows().get(row);
            List<String> values = new ArrayList<>(place(picture.path()));
            values.addAll(measures(index.measures().get(row).traits()));
            List<QualityIssue> found = issues.get(row);
            values.add(found.stream().map(QualityIssue::toString).collect(Collectors.joining(" ")));
            Stream.of(QualityIssue.values()).forEach(issue -> values.add(truth(found.contains(issue))));
            Integer group = groups.get(picture.path());
            values.add(group == null ? "" : String.valueOf(group + 1));
            values.add(group == null ? "" : grades.getOrDefault(row, "first"));
            table.add(new PictureRow(picture.path(), picture.label(), values));
        }
        index.unreadable().forEach(file -> {
            List<String> values = new ArrayList<>(place(file.path()));
            MEASURES.forEach(measure -> values.add(""));
            values.add("unreadable");
            Stream.of(QualityIssue.values()).forEach(issue -> values.add(""));
            values.addAll(List.of("", ""));
            table.add(new PictureRow(file.path(), file.label(), values));
        });
        return new PictureTable(columns, table).toCsv();
    }

    private List<String> place(String path) {
        SplitParts.Part part = parts.of(path);
        return List.of(part.name(), part.fold() == 0 ? "" : String.valueOf(part.fold()));
    }

    private static List<String> measures(PictureTraits picture) {
        return List.of(
                String.valueOf(picture.width()),
                String.valueOf(picture.height()),
                number(picture.look().light()),
                number(picture.look().dark()),
                number(picture.look().entropy()),
                number(picture.look().sharpness()),
                number(QualityIssue.aspect(picture)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String truth(boolean value) {
        return value ? "True" : "False";
    }

    /**
     * One row for each picture of each group: {@code path,label,group,grade,of,of_label,distance,rms,split,fold},
     * {@code label_conflict} (the group has several labels), {@code test_leak} (it is both trained on and tested on) and
     * {@code fold_leak} (it is in several folds).
     */
    public String duplicatesToCsv() {
        Map<Integer, Duplicates.Member> members = new HashMap<>();
        duplicates.members().forEach(member -> members.put(member.row(), member));
        List<PictureRow> table = new ArrayList<>();
        for (int group = 0; group < duplicates.groups().size(); group++) {
            List<Integer> rows = duplicates.groups().get(group);
            String conflict = truth(isConflict(rows));
            String test = truth(!Leaks.tested(rows, rows(), parts).isEmpty());
            Set<Integer> validated = new HashSet<>(Leaks.validated(rows, rows(), parts));
            for (int row : rows) {
                PictureRow picture = rows().get(row);
                Duplicates.Member member = members.get(row);
                List<String> values = new ArrayList<>(List.of(String.valueOf(group + 1)));
                values.addAll(
                        member == null
                                ? List.of("first", "", "", "", "")
                                : List.of(
                                        member.grade().toString(),
                                        rows().get(member.of()).path(),
                                        rows().get(member.of()).label(),
                                        String.valueOf(member.distance()),
                                        number(member.rms())));
                values.addAll(place(picture.path()));
                values.addAll(List.of(conflict, test, truth(validated.contains(row))));
                table.add(new PictureRow(picture.path(), picture.label(), values));
            }
        }
        return new PictureTable(
                        List.of(
                                "group",
                                "grade",
                                "of",
                                "of_label",
                                "distance",
                                "rms",
                                "split",
                                "fold",
                                "label_conflict",
                                "test_leak",
                                "fold_leak"),
                        table)
                .toCsv();
    }
}
