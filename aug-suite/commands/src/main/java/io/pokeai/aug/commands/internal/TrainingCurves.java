package io.pokeai.aug.commands.internal;

import io.pokeai.aug.reports.plots.Charts;
import io.pokeai.aug.reports.plots.EpochCurve;
import io.pokeai.aug.reports.plots.EpochPanel;
import io.pokeai.engine.command.CurvePlotter;
import java.util.List;
import java.util.OptionalInt;
import org.osgi.service.component.annotations.Component;

/** The curves of commands that train, in the look of the reports. */
@Component(service = CurvePlotter.class)
public final class TrainingCurves implements CurvePlotter {
    @Override
    public byte[] epochs(String title, String remark, List<Panel> panels, OptionalInt marked) {
        return Charts.epochs(
                title, remark, panels.stream().map(TrainingCurves::panel).toList(), marked);
    }

    private static EpochPanel panel(Panel panel) {
        return new EpochPanel(
                panel.axis(),
                panel.isShare(),
                panel.curves().stream()
                        .map(curve -> new EpochCurve(curve.name(), curve.values()))
                        .toList());
    }
}
