package io.pokeai.itest;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.workingDirectory;

import java.nio.file.Path;
import java.util.List;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.UrlProvisionOption;

/** The assembled runtime as Pax Exam starts it: the launcher's configuration, all bundles, no plugin. */
final class FrameworkOptions {
    /** Where the framework keeps its bundles; a folder of the build. */
    private static final String STORAGE = "pokeai.itest.storage";

    /** The probe's own needs; the test JVM has them on its class path. */
    private static final String[] JUNIT = {
        "org.junit;version=4.13",
        "org.junit.runner;version=4.13",
        "org.junit.function;version=4.13",
        "org.hamcrest;version=1.3"
    };

    private FrameworkOptions() {}

    static Option[] ofAssembly() {
        Assembly assembly = Assembly.find();
        List<Path> bundles = assembly.bundles();
        Option[] provisioned = bundles.stream().map(FrameworkOptions::provision).toArray(Option[]::new);
        return options(
                cleanCaches(true),
                workingDirectory(System.getProperty(STORAGE, "target/framework")),
                systemPackages(JUNIT),
                systemPackages(assembly.nativePackages()),
                frameworkProperty("ds.global.extender").value("false"),
                composite(provisioned));
    }

    /** The shell and the folder watcher are started by the commands that need them. */
    private static Option provision(Path jar) {
        UrlProvisionOption option = bundle(jar.toUri().toString());
        return Assembly.name(jar).matches(".*(gogo|fileinstall).*") ? option.start(false) : option;
    }
}
