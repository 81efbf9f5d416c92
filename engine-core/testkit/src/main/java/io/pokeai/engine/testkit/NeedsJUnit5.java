package io.pokeai.engine.testkit;

import java.util.Arrays;
import org.junit.runner.Description;
import org.junit.runner.Runner;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunNotifier;

/**
 * Fails a contract that is run by JUnit 4. Maven before version 3.9 runs tests by a Surefire that does not know JUnit 5
 * unless the project says otherwise: it would find no test, and the build would be green without one having run.
 *
 * <p>Within JUnit 5, whose vintage engine runs such classes as well, it does nothing.
 */
public final class NeedsJUnit5 extends Runner {
    private static final String PLATFORM = "org.junit.platform.";

    private final Class<?> contract;

    /** @param contract the class of the tests */
    public NeedsJUnit5(Class<?> contract) {
        this.contract = contract;
    }

    @Override
    public Description getDescription() {
        return Description.createSuiteDescription(contract);
    }

    @Override
    public void run(RunNotifier notifier) {
        boolean platform = Arrays.stream(Thread.currentThread().getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(PLATFORM));
        if (!platform) {
            Description test = Description.createTestDescription(contract, "contract");
            notifier.fireTestStarted(test);
            notifier.fireTestFailure(new Failure(
                    test,
                    new AssertionError("None of the tests of " + contract.getName()
                            + " ran, for they need JUnit 5. With Maven, say version 3.0 or later of"
                            + " maven-surefire-plugin in your pom.")));
            notifier.fireTestFinished(test);
        }
    }
}
