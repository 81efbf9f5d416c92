package io.pokeai.engine.command;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * What a command needs before its bundle runs: which native libraries are loaded while the framework starts, and whether the
 * process is started for a long run.
 *
 * <pre>{@code
 * @CommandNeeds(command = "count", natives = CommandNeeds.PICTURES)
 * }</pre>
 *
 * <p>bnd writes it into the manifest, as a capability of the namespace {@link #NAMESPACE}. The build of an installation collects the
 * capabilities of all delivered bundles into its file {@code commands.list}, which the start script and the launcher read. It is an
 * optimisation: a command without it, or of a plugin that somebody adds later, has its natives loaded when it first uses them.
 */
@Documented
@Capability(namespace = CommandNeeds.NAMESPACE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface CommandNeeds {
    /** Of the capability. */
    String NAMESPACE = "io.pokeai.command";

    /** Natives that decode pictures. */
    String PICTURES = "pictures";

    /** Natives that models run on. */
    String MODELS = "models";

    /** The command's name, the same as {@link CliCommand#NAME}. */
    @Attribute("command")
    String command();

    /** {@link #PICTURES}, {@link #MODELS}, both or none. */
    @Attribute("natives")
    String[] natives() default {};

    /** Whether a usual call runs for more than a few seconds: then it gets Java's optimising compiler. */
    @Attribute("long_running")
    boolean longRunning() default false;
}
