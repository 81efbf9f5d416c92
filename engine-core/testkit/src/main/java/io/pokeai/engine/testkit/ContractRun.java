package io.pokeai.engine.testkit;

import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs contracts without a build tool: {@code java -cp … io.pokeai.engine.testkit.ContractRun my.package.MyContractTest}.
 * A run without any test fails.
 */
public final class ContractRun {
    private ContractRun() {}

    /** Ends with status 0 when at least one test of each class ran and all of them passed, and with 1 otherwise. */
    public static void main(String[] args) {
        try {
            if (args.length == 0) {
                throw new AssertionError("No class was named.");
            }
            for (String name : args) {
                System.out.println(name + ": " + run(Class.forName(name)) + " tests passed");
            }
        } catch (ReflectiveOperationException | AssertionError e) {
            System.out.println(
                    e instanceof AssertionError ? e.getMessage() : "There is no class " + e.getMessage() + ".");
            System.exit(1);
        }
    }

    /**
     * Runs the tests of one class.
     *
     * @return how many ran; at least one
     * @throws AssertionError when one failed, or none ran; the first failure is its cause
     */
    public static long run(Class<?> contract) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(contract))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        List<TestExecutionSummary.Failure> failures = summary.getFailures();
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    contract.getName() + ": "
                            + String.join(
                                    "; ",
                                    failures.stream().map(ContractRun::text).toList()),
                    failures.get(0).getException());
        }
        if (summary.getTestsSucceededCount() == 0) {
            throw new AssertionError(contract.getName() + ": no test ran.");
        }
        return summary.getTestsSucceededCount();
    }

    private static String text(TestExecutionSummary.Failure failure) {
        String message = String.valueOf(failure.getException().getMessage());
        return failure.getTestIdentifier().getDisplayName() + " failed: "
                + Arrays.stream(message.split("\n", 2)).findFirst().orElse(message);
    }
}
