package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.ModuleTree;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.Place;
import io.pokeai.engine.checkpoint.internal.Quoted;
import io.pokeai.engine.checkpoint.internal.pickle.PyDict;
import io.pokeai.engine.checkpoint.internal.pickle.PyInstance;
import io.pokeai.engine.checkpoint.internal.pickle.PyNone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stand-ins of modules as a tree.
 *
 * <p><b>Source</b> {@code torch.nn.Module.__setstate__} and {@code _save_to_state_dict} of PyTorch 2.13: an object's state
 * is its {@code __dict__}, with the dicts {@code _parameters}, {@code _buffers} and {@code _modules}.
 */
final class ModuleTrees {
    private static final String PARAMETERS = "_parameters";
    private static final String BUFFERS = "_buffers";
    private static final String CHILDREN = "_modules";

    /** Modules in modules; YOLO has seven. */
    private static final int DEPTH = 64;

    /** Modules, tensors and attributes of one tree, shared ones counted each time. */
    private static final int NODES = 500_000;

    /** Of all names of a tree together, each with those of its parents. */
    private static final long CHARACTERS = 16 << 20;

    /** What a module has and a model does not need: functions that were registered as hooks. */
    private static final List<String> HOOKS = List.of(
            "_backward_hooks",
            "_backward_pre_hooks",
            "_forward_hooks",
            "_forward_hooks_always_called",
            "_forward_hooks_with_kwargs",
            "_forward_pre_hooks",
            "_forward_pre_hooks_with_kwargs",
            "_is_full_backward_hook",
            "_load_state_dict_post_hooks",
            "_load_state_dict_pre_hooks",
            "_state_dict_hooks",
            "_state_dict_pre_hooks",
            PARAMETERS,
            BUFFERS,
            CHILDREN);

    private final Place place;
    private final PlainValues plain;
    private int nodes;
    private long characters;

    ModuleTrees(Place place, PlainValues plain) {
        this.place = place;
        this.plain = plain;
    }

    /** Whether a stand-in is one of a module. */
    static boolean isModule(Object value) {
        return value instanceof PyInstance instance
                && instance.state() instanceof PyDict state
                && state.get(CHILDREN) instanceof PyDict
                && state.get(PARAMETERS) instanceof PyDict;
    }

    /** The tree below a {@linkplain #isModule module}, without a wrapper that only spreads it over devices. */
    ModuleTree tree(PyInstance module) {
        ModuleTree tree = tree(module, 0, 0);
        return tree.simpleType().equals("DataParallel") || tree.simpleType().equals("DistributedDataParallel")
                ? tree.child("module").orElse(tree)
                : tree;
    }

    private ModuleTree tree(PyInstance module, int depth, long prefix) {
        if (depth > DEPTH) {
            throw place.tooMuch("holds modules nested deeper than " + DEPTH);
        }
        if (!(module.state() instanceof PyDict state)) {
            throw place.damaged("holds a module without a state");
        }
        count(1 + state.items().size());
        Map<String, ModuleTree> children = new LinkedHashMap<>();
        items(state, CHILDREN).forEach((name, child) -> {
            long path = path(prefix, name);
            if (isModule(child)) {
                children.put(name, tree((PyInstance) child, depth + 1, path));
            } else if (child != PyNone.NONE) {
                throw place.damaged("the child " + Quoted.text(name) + " of a " + module.type() + " is not a module");
            }
        });
        return new ModuleTree(
                module.type(),
                plain.named(state.items(), HOOKS),
                tensors(module, state, PARAMETERS, prefix),
                tensors(module, state, BUFFERS, prefix),
                children);
    }

    private Map<String, Tensor> tensors(PyInstance module, PyDict state, String kind, long prefix) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        items(state, kind).forEach((name, value) -> {
            path(prefix, name);
            if (value instanceof Tensor tensor) {
                tensors.put(name, tensor);
            } else if (value != PyNone.NONE) {
                throw place.damaged(Quoted.text(name) + " of a " + module.type() + " is not a tensor");
            }
        });
        return tensors;
    }

    private Map<String, Object> items(PyDict state, String kind) {
        Map<String, Object> named = new LinkedHashMap<>();
        if (state.get(kind) instanceof PyDict dict) {
            count(dict.items().size());
            dict.items().forEach((key, value) -> {
                if (!(key instanceof String name)) {
                    throw place.damaged("a module names a child or tensor by something else than text");
                }
                named.put(name, value);
            });
        }
        return named;
    }

    private void count(int more) {
        nodes += more;
        if (nodes > NODES) {
            throw place.tooMuch("holds more than " + NODES + " modules, tensors and attributes");
        }
    }

    /** The length of a full name. */
    private long path(long prefix, String name) {
        long path = prefix + name.length() + 1;
        characters += path;
        if (characters > CHARACTERS) {
            throw place.tooMuch("holds modules whose names take more than " + CHARACTERS + " characters");
        }
        return path;
    }
}
