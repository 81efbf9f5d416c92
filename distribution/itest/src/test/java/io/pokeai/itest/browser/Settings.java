package io.pokeai.itest.browser;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The settings of a task. */
final class Settings implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        List<Setting> all = Setting.all();
        if (context.getTags().contains("slow")) {
            return all.stream().map(Arguments::of);
        }
        // The name decides, so that a test stays as it is when others come and go.
        int turn = Math.floorMod(context.getRequiredTestMethod().getName().hashCode(), all.size());
        return Stream.of(Arguments.of(all.get(turn)));
    }
}
