package io.pokeai.itest;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The rules of the house, over the classes of all modules; who may import whom is the table of docs/architecture.md. */
@AnalyzeClasses(
        packages = "io.pokeai",
        importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.WithoutTestKit.class})
class HouseRulesTest {
    private static final String OPENCV = "org.bytedeco..";
    private static final String ONNX_RUNTIME = "ai.onnxruntime..";
    private static final String DJL = "ai.djl..";

    private static final ImportTable TABLE = ImportTable.read();

    /** The test kit lies in a jar without {@code test} in its path. */
    static final class WithoutTestKit implements ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return !location.contains("pokeai/itest/")
                    && !location.contains("pokeai/docs/")
                    && !location.contains("/testkit/")
                    && !location.contains("/benchmarks/");
        }
    }

    @ArchTest
    static final ArchRule everyClassBelongsToAKnownBundle = classes()
            .should(be(
                    "in a package of the table",
                    type -> TABLE.owner(type.getPackageName()).isPresent()));

    /** A package of a bundle in another module's jar would be imported from both, and OSGi takes one of them. */
    @ArchTest
    static final ArchRule packagesLieInTheModuleOfTheTable = classes()
            .should(be(
                    "in a jar or folder of the module that the table says",
                    type -> TABLE.owner(type.getPackageName())
                            .filter(row -> type.getSource().isEmpty()
                                    || liesIn(row, type.getSource().get().getUri()))
                            .isPresent()));

    private static boolean liesIn(ImportTable.Row row, URI source) {
        String place = source.toString();
        return place.contains("/" + row.folder() + "/target/") || !place.contains("/target/");
    }

    @ArchTest
    static final ArchRule bundlesImportWhatTheTableAllows = classes().should(importOnlyWhatTheTableAllows());

    @ArchTest
    static final ArchRule onlyImagingAndCorruptionsSeeOpenCv = noClasses()
            .that(are(
                    "outside imaging, corruptions and the natives jar",
                    type -> !resideInAnyPackage(
                                    "io.pokeai.engine.imaging..",
                                    "io.pokeai.aug.corruptions..",
                                    "io.pokeai.natives.opencv..")
                            .test(type)))
            .should()
            .dependOnClassesThat(resideInAPackage(OPENCV));

    @ArchTest
    static final ArchRule onlySessionsSeeOnnxRuntime = noClasses()
            .that(are(
                    "outside session and its natives jar",
                    type -> !resideInAnyPackage("io.pokeai.onnx.session..", "io.pokeai.natives.onnxruntime..")
                            .test(type)))
            .should()
            .dependOnClassesThat(resideInAPackage(ONNX_RUNTIME));

    @ArchTest
    static final ArchRule onlyTheDjlBackEndSeesDjl = noClasses()
            .that(are(
                    "outside the DJL back end, its blocks and its natives jar",
                    type -> !resideInAnyPackage(
                                    "io.pokeai.backend.djl..", "io.pokeai.djl.blocks..", "io.pokeai.natives.pytorch..")
                            .test(type)))
            .should()
            .dependOnClassesThat(resideInAPackage(DJL));

    /** Why: docs/adr/0030-commands-and-picocli.md. */
    @ArchTest
    static final ArchRule commandsSeeTheAnnotationsOfPicocliOnly =
            noClasses().that().resideOutsideOfPackage("io.pokeai.cli..").should(useMoreOfPicocliThanAnnotations());

    @ArchTest
    static final ArchRule nativeTypesAreInNoSignatureOfAnExportedPackage = noClasses()
            .that()
            .resideInAnyPackage("io.pokeai.engine.api..", "io.pokeai.engine.spi", "io.pokeai.onnx.session")
            .and(are("visible to other bundles", HouseRulesTest::isVisible))
            .should(haveAPublicMethodWith(resideInAnyPackage(OPENCV, ONNX_RUNTIME)));

    @ArchTest
    static final ArchRule internalMeansInternal = noClasses().should(useInternalsOfOthers());

    @ArchTest
    static final ArchRule osgiStaysAtTheEdge = noClasses()
            .that()
            .resideInAnyPackage("io.pokeai.engine.api..", "io.pokeai.engine.spi", "io.pokeai.onnx.graph")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.osgi.framework..", "org.osgi.service.."));

    @ArchTest
    static final ArchRule onlyTheLauncherEndsTheProcess = noClasses()
            .that()
            .resideOutsideOfPackage("io.pokeai.launcher")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule logsGoThroughSystemLogger = noClasses()
            .that()
            // Where the logs of libraries come in.
            .resideOutsideOfPackage("io.pokeai.launcher.log")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.util.logging..", "org.slf4j..", "org.apache.commons.logging..", "org.apache.log4j.."));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.pokeai.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(be(
                    "in a package whose package-info says @NullMarked",
                    type -> packageInfo(type)
                            .map(info -> info.isAnnotatedWith(NullMarked.class))
                            .orElse(false)));

    @ArchTest
    static final ArchRule namesAreNouns =
            noClasses().should().haveNameMatching(".*\\.\\w*(Utils?|Helpers?|Manager|Impl)(\\$.*)?");

    @ArchTest
    static void noTwoClassesHaveOneName(JavaClasses all) {
        Map<String, List<String>> byName = all.stream()
                .filter(type -> type.getEnclosingClass().isEmpty())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));
        assertThat(byName.values()).allSatisfy(types -> assertThat(types).hasSize(1));
    }

    @ArchTest
    static final ArchRule nobodyFinalizes =
            noClasses().should().dependOnClassesThat().areAssignableTo(java.lang.ref.Cleaner.class);

    private static String bundle(JavaClass type) {
        return TABLE.owner(type.getPackageName()).map(ImportTable.Row::folder).orElse(type.getPackageName());
    }

    private static Optional<? extends JavaClass> packageInfo(JavaClass type) {
        JavaPackage home = type.getPackage();
        return home.tryGetPackageInfo().map(info -> (JavaClass) info);
    }

    private static ArchCondition<JavaClass> importOnlyWhatTheTableAllows() {
        return new ArchCondition<>("import of ours only what the table allows") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String own = bundle(type);
                List<String> allowed = TABLE.owner(type.getPackageName()).stream()
                        .flatMap(row -> TABLE.imports(row).stream())
                        .map(ImportTable.Row::folder)
                        .toList();
                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    String other = bundle(target);
                    boolean ours = target.getPackageName().startsWith("io.pokeai.");
                    if (ours && !other.equals(own) && !allowed.contains(other)) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                });
            }
        };
    }

    private static ArchCondition<JavaClass> useMoreOfPicocliThanAnnotations() {
        return new ArchCondition<>("use types of picocli that are no annotations") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> {
                            JavaClass target = dependency.getTargetClass();
                            return target.getPackageName().startsWith("picocli") && !target.isAnnotation();
                        })
                        // Values of an annotation's members, among them its defaults, come with the annotation.
                        .filter(dependency -> !dependency.getDescription().contains(" has annotation member of type "))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.satisfied(type, dependency.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> useInternalsOfOthers() {
        Pattern internal = Pattern.compile("(.*)\\.internal(\\..*)?");
        return new ArchCondition<>("use .internal packages of another bundle") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (target.getPackageName().startsWith("io.pokeai.")
                            && internal.matcher(target.getPackageName()).matches()
                            && !bundle(target).equals(bundle(type))) {
                        events.add(SimpleConditionEvent.satisfied(type, dependency.getDescription()));
                    }
                });
            }
        };
    }

    private static ArchCondition<JavaClass> haveAPublicMethodWith(DescribedPredicate<JavaClass> foreign) {
        return new ArchCondition<>("have a public method with a type that " + foreign.getDescription()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(method -> foreign.test(method.getRawReturnType())
                                || method.getRawParameterTypes().stream().anyMatch(foreign))
                        .forEach(method -> events.add(SimpleConditionEvent.satisfied(method, method.getDescription())));
            }
        };
    }

    /** Public, with all classes around it. */
    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(HouseRulesTest::isVisible).orElse(true);
    }

    private static DescribedPredicate<JavaClass> are(String what, Predicate<JavaClass> test) {
        return describe(what, test);
    }

    private static ArchCondition<JavaClass> be(String what, Predicate<JavaClass> test) {
        return new ArchCondition<>("be " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!test.test(type)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is not " + what));
                }
            }
        };
    }
}
