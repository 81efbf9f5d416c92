package io.pokeai.aug.reports;

import io.pokeai.aug.reports.robustness.GateContent;
import io.pokeai.aug.reports.robustness.GatePage;
import java.nio.file.Path;

/**
 * What people look at of a gate: {@code gate.html}.
 *
 * <p><b>Threads</b> stateless.
 */
public final class GateReportFile {
    private static final String PAGE = "gate.html";

    private GateReportFile() {}

    /**
     * Writes it.
     *
     * @param folder the one that {@code gate.json} lies in
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when it cannot be written
     */
    public static Path write(Path folder, GateContent content) {
        ReportFolder own = ReportFolder.at(folder);
        own.write(PAGE, GatePage.of(content));
        return folder.resolve(PAGE);
    }
}
