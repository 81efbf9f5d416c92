package io.pokeai.aug.robustness.receipt;

import io.pokeai.aug.robustness.RobustnessPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What differs between the making and the checking of a receipt without being wrong: it may change the last digits of scores. */
final class ReceiptNotes {
    private ReceiptNotes() {}

    /** Sentences; none where everything that is known is the same. */
    static List<String> of(Receipt receipt, RobustnessPlan plan, ReceiptMachine machine, ReceiptBuild build) {
        List<String> notes = new ArrayList<>(receipt.machine().classDifferences(machine));
        if (receipt.machine().threads() != machine.threads()) {
            notes.add("the engine has another number of threads ("
                    + receipt.machine().threads() + ", here " + machine.threads() + ")");
        }
        for (int i = 0; i < plan.models().size(); i++) {
            ReceiptModel there = receipt.models().get(i);
            ReceiptModel here = ReceiptModel.of(plan.models().get(i), plan);
            compare(notes, there, "is computed by another back end", there.backend(), here.backend());
            compare(notes, there, "is computed by another version of its back end", there.build(), here.build());
            compare(
                    notes,
                    there,
                    "answers with another number of folds",
                    String.valueOf(there.folds()),
                    String.valueOf(here.folds()));
        }
        if (!receipt.build().version().equals(build.version())) {
            notes.add("pokeai is of another version (" + receipt.build().version() + ", here " + build.version() + ")");
        } else if (!receipt.build().hash().equals(build.hash())) {
            notes.add("pokeai is another build of version " + build.version());
        }
        Map<String, String> libraries = new TreeMap<>(receipt.build().libraries());
        libraries.forEach((name, version) -> {
            String here = build.libraries().getOrDefault(name, "absent");
            if (!here.equals(version)) {
                notes.add(name + " is of another version (" + version + ", here " + here + ")");
            }
        });
        return notes;
    }

    private static void compare(List<String> notes, ReceiptModel model, String what, String there, String here) {
        if (!there.equals(here)) {
            notes.add("model " + model.model() + " " + what + " (" + there + ", here " + here + ")");
        }
    }
}
