package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.teacher.Tutors;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ContentHashes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a distilled model came about: as settings that have to be the same to go on, and as an entry of the training record. */
record StudentRecord(StudentTraining training, ModelSpec teacher, FoldTables tables, Tutors tutors) {
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("architecture", training.architecture());
        settings.put("initial_weights", first());
        settings.put(StudentName.MARK, teacher.name() + "@" + teacher.version());
        settings.putAll(lesson());
        settings.putAll(training.recipe().values());
        settings.put("train_table", tables.hash(training.fold(), "train"));
        settings.put("val_table", tables.hash(training.fold(), "val"));
        return settings;
    }

    private String first() {
        return new FirstWeights(training.architecture(), training.initial()).toString();
    }

    private Map<String, String> lesson() {
        StudentTraining.Lesson lesson = training.lesson();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("targets", lesson.targets().id());
        values.put("teacher_view", lesson.sharesView() ? "changed" : "plain");
        values.put("temperature", String.valueOf(lesson.loss().temperature()));
        values.put("teacher_weight", String.valueOf(lesson.loss().weight()));
        return values;
    }

    Map<String, Object> entry() {
        int fold = training.fold();
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("model", training.name());
        record.put("version", "");
        record.put("augmentations", TrainingRecordFile.named(augmentations()));
        record.put("trained_by", "pokeai distill");
        record.put("architecture", training.architecture());
        record.put("initial_weights", first());
        record.put("teacher", teacherEntry());
        record.put("recipe", TrainingRecordFile.typed(training.recipe().values()));
        record.put("classes", teacher.labels().size());
        record.put("data", training.data().map(String::valueOf).orElse(""));
        Map<String, String> hashes = new LinkedHashMap<>();
        hashes.put("train", tables.hash(fold, "train"));
        hashes.put("val", tables.hash(fold, "val"));
        record.put("folds", Map.of(String.valueOf(fold), hashes));
        record.put("libtorch", io.pokeai.natives.pytorch.PyTorchLibrary.version());
        return record;
    }

    private Map<String, Object> teacherEntry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("model", teacher.name());
        entry.put("version", teacher.version());
        entry.put("back_end", teacher.backend());
        List<Map<String, String>> files = new ArrayList<>();
        ContentHashes hashes = ContentHashes.reading();
        for (Path file : teacher.files()) {
            Map<String, String> known = new LinkedHashMap<>();
            known.put("file", place(file));
            known.put("sha256", hashes.sha256(file));
            files.add(known);
        }
        entry.put("files", files);
        entry.putAll(lesson());
        entry.put("pictures", tutors.folds().size());
        entry.put("pictures_answered_by_all_folds", tutors.byAll());
        return entry;
    }

    /** Relative to the artifacts where it is among them: the files of YOLO's folds have one name. */
    private String place(Path file) {
        Path home = training.artifacts().toAbsolutePath().normalize();
        Path whole = file.toAbsolutePath().normalize();
        Path place = whole.startsWith(home) ? home.relativize(whole) : whole;
        return place.toString().replace('\\', '/');
    }

    /** What the student was shown, and what its teacher was: it may have passed on what it knows of it. */
    private Set<String> augmentations() {
        Set<String> names = new LinkedHashSet<>(training.recipe().augmentations());
        Object taught = new TrainingRecordFile(training.artifacts())
                .find(teacher.name())
                .map(entry -> entry.get("augmentations"))
                .orElse(List.of());
        if (taught instanceof List<?> all) {
            for (Object one : all) {
                Object name = one instanceof Map<?, ?> map ? map.get("name") : one;
                if (name instanceof String text) {
                    names.add(text);
                }
            }
        }
        return names;
    }
}
