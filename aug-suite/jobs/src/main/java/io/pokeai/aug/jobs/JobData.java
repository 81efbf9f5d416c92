package io.pokeai.aug.jobs;

import io.pokeai.engine.api.EngineException;
import java.util.Optional;

/**
 * The pictures of a job, with their labels. Without a name and an upload they are those of {@code test_split.csv} of the artifacts
 * folder.
 *
 * @param name of a data set below the data root
 * @param upload id of a data set that a caller has sent
 * @param split table of pictures and labels, relative to the data set and inside it
 * @param keepUpload whether the upload stays after the job, for others to use
 */
public record JobData(Optional<String> name, Optional<String> upload, Optional<String> split, boolean keepUpload) {
    /** The test split of the artifacts folder. */
    public static final JobData TEST_SPLIT = new JobData(Optional.empty(), Optional.empty(), Optional.empty(), true);

    /**
     * Checks that the parts go together.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for both a name and an upload, and for what is said of neither
     */
    public JobData {
        if (name.isPresent() && upload.isPresent()) {
            throw EngineException.invalidArgument(
                            "An order has both 'data' and 'upload'.",
                            "Name one of them: the pictures are of one data set.")
                    .ofField("upload");
        }
        if (!keepUpload && upload.isEmpty()) {
            throw EngineException.invalidArgument(
                            "An order has 'upload_keep' without 'upload'.", "Leave it out: there is nothing to delete.")
                    .ofField("upload_keep");
        }
        if (split.isPresent() && name.isEmpty() && upload.isEmpty()) {
            throw EngineException.invalidArgument(
                            "An order has 'split' without 'data' or 'upload'.",
                            "Name the data set that the table lies in.")
                    .ofField("split");
        }
    }
}
