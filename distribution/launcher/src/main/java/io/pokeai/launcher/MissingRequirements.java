package io.pokeai.launcher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** What an unresolved bundle lacks, in words; the resolver itself reports filters. */
final class MissingRequirements {
    private static final Pattern NAME = Pattern.compile("\\(osgi\\.[a-z.]+=([^)]+)\\)");
    private static final Pattern AT_LEAST = Pattern.compile("(?<!!)\\(version>=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");
    private static final Pattern AT_MOST = Pattern.compile("\\(version<=([^)]+)\\)");

    private final FrameworkWiring wiring;
    private final List<Bundle> bundles;

    MissingRequirements(FrameworkWiring wiring, List<Bundle> bundles) {
        this.wiring = wiring;
        this.bundles = List.copyOf(bundles);
    }

    /** Each a part of a sentence: {@code the package x.y, version [1.0.0,2.0.0), which no bundle exports}. */
    List<String> of(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<String> missing = new ArrayList<>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (isMandatory(requirement)) {
                missing(requirement, bundle).ifPresent(missing::add);
            }
        }
        return missing;
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String resolution =
                directives.getOrDefault(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, Namespace.RESOLUTION_MANDATORY);
        String effective =
                directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE);
        return resolution.equals(Namespace.RESOLUTION_MANDATORY) && effective.equals(Namespace.EFFECTIVE_RESOLVE);
    }

    private Optional<String> missing(BundleRequirement requirement, Bundle bundle) {
        Collection<BundleCapability> providers = wiring.findProviders(requirement);
        if (providers.isEmpty()) {
            return Optional.of(describe(requirement));
        }
        boolean usable = providers.stream()
                .map(provider -> provider.getRevision().getBundle())
                .anyMatch(provider -> provider.equals(bundle) || provider.getState() != Bundle.INSTALLED);
        if (usable) {
            return Optional.empty();
        }
        Bundle provider = providers.iterator().next().getRevision().getBundle();
        return Optional.of(subject(requirement) + " of the bundle " + provider.getSymbolicName()
                + ", which cannot be resolved either");
    }

    private String describe(BundleRequirement requirement) {
        String filter = filter(requirement);
        String namespace = requirement.getNamespace();
        if (namespace.equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
            return "the execution environment " + subject(requirement) + "; this is Java "
                    + Runtime.version().feature();
        }
        if (namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            String name = name(filter);
            String others = exported(name);
            return subject(requirement) + ", which no bundle exports"
                    + (others.isEmpty() ? "" : " in that version (there is " + others + ")");
        }
        return subject(requirement) + ", which is not there";
    }

    private static String subject(BundleRequirement requirement) {
        String filter = filter(requirement);
        String range = range(filter);
        String versioned = name(filter) + (range.isEmpty() ? "" : ", version " + range);
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "the package " + versioned;
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
                name(filter)
                        + filterVersion(filter).map(version -> " " + version).orElse("");
            case BundleRevision.BUNDLE_NAMESPACE, BundleRevision.HOST_NAMESPACE ->
                "the bundle " + attributeName(requirement) + (range.isEmpty() ? "" : ", version " + range);
            default -> "the capability " + requirement.getNamespace() + " " + filter;
        };
    }

    /** Versions of a package that bundles export. */
    private String exported(String name) {
        TreeSet<String> found = new TreeSet<>();
        for (Bundle bundle : bundles) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision == null) {
                continue;
            }
            for (BundleCapability capability : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                if (name.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))) {
                    found.add(capability.getAttributes().get(Constants.VERSION_ATTRIBUTE) + " of "
                            + bundle.getSymbolicName());
                }
            }
        }
        return String.join(", ", found);
    }

    private static String filter(BundleRequirement requirement) {
        return requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
    }

    private static String attributeName(BundleRequirement requirement) {
        Object name = requirement.getAttributes().get(requirement.getNamespace());
        return name == null ? name(filter(requirement)) : String.valueOf(name);
    }

    private static String name(String filter) {
        Matcher name = NAME.matcher(filter);
        return name.find() ? name.group(1) : filter;
    }

    private static Optional<String> filterVersion(String filter) {
        Matcher version = Pattern.compile("\\(version=([^)]+)\\)").matcher(filter);
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
    }

    /** As people write it: {@code [1.0.0,2.0.0)}, or {@code 1.0.0 or later}. */
    static String range(String filter) {
        Matcher floor = AT_LEAST.matcher(filter.replaceAll("\\(!\\(version>=[^)]+\\)\\)", ""));
        Matcher below = BELOW.matcher(filter);
        Matcher most = AT_MOST.matcher(filter);
        String from = floor.find() ? floor.group(1) : "";
        if (below.find()) {
            return "[" + (from.isEmpty() ? "0.0.0" : from) + "," + below.group(1) + ")";
        }
        if (most.find()) {
            return "[" + (from.isEmpty() ? "0.0.0" : from) + "," + most.group(1) + "]";
        }
        return from.isEmpty() || from.equals("0.0.0") ? "" : from + " or later";
    }
}
