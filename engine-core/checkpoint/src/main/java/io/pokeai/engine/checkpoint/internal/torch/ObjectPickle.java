package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.PythonValue;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.pickle.PickleWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dict with objects and tensors in it as {@code torch.save} pickles it. Texts, classes and objects that come again are the ones that
 * came first.
 */
public final class ObjectPickle {
    private static final PythonValue.ClassName SET = PythonValue.ClassName.of("__builtin__.set");

    private final PickleWriter pickle = new PickleWriter();
    private final List<Tensor> tensors = new ArrayList<>();
    private final Map<Object, Integer> named = new HashMap<>();
    private final IdentityHashMap<PythonValue.Instance, Integer> objects = new IdentityHashMap<>();
    private final ByteBuffer bytes;

    private ObjectPickle(Map<String, Object> items) {
        dict(items);
        bytes = pickle.finish();
    }

    /** @throws IllegalArgumentException for a value that {@link PythonValue} does not name */
    public static ObjectPickle of(Map<String, Object> items) {
        return new ObjectPickle(items);
    }

    /** The content of {@code data.pkl}. */
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** The tensors in the order of their keys, which count from 0. */
    public List<Tensor> tensors() {
        return List.copyOf(tensors);
    }

    private void value(Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Boolean truth) {
            truth(truth);
        } else if (value instanceof Long || value instanceof Integer) {
            pickle.integer(((Number) value).longValue());
        } else if (value instanceof Double real) {
            pickle.real(real);
        } else if (value instanceof Tensor tensor) {
            TensorPickle.tensor(pickle, tensor, key(tensor));
        } else if (value instanceof PythonValue python) {
            python(python);
        } else if (value instanceof Map<?, ?> map) {
            dict(map);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof Set<?> set) {
            set(set);
        } else {
            throw new IllegalArgumentException("cannot be pickled: "
                    + (value == null ? "null" : value.getClass().getName()));
        }
    }

    private void python(PythonValue value) {
        if (value instanceof PythonValue.Instance instance) {
            instance(instance);
        } else if (value instanceof PythonValue.Tuple tuple) {
            pickle.mark();
            tuple.items().forEach(this::value);
            pickle.tuple();
        } else if (value instanceof PythonValue.Parameter parameter) {
            TensorPickle.parameter(pickle, parameter.data(), key(parameter.data()));
        } else if (value instanceof PythonValue.Member member) {
            global(member.type());
            pickle.mark();
            text(member.value());
            pickle.tuple().call();
        } else if (value instanceof PythonValue.EmptyOrderedDict) {
            TensorPickle.emptyOrderedDict(pickle);
        } else {
            pickle.none();
        }
    }

    private void instance(PythonValue.Instance instance) {
        @Nullable Integer known = objects.get(instance);
        if (known != null) {
            pickle.get(known);
            return;
        }
        global(instance.type());
        pickle.emptyTuple().newObject();
        objects.put(instance, kept());
        if (!instance.state().isEmpty()) {
            dict(instance.state());
            pickle.build();
        }
    }

    private void dict(Map<?, ?> items) {
        pickle.emptyDict();
        if (!items.isEmpty()) {
            pickle.mark();
            items.forEach((key, value) -> {
                value(key);
                value(value);
            });
            pickle.setItems();
        }
    }

    private void list(Collection<?> items) {
        pickle.emptyList();
        if (!items.isEmpty()) {
            pickle.mark();
            items.forEach(this::value);
            pickle.appends();
        }
    }

    /** Protocol 2 has no sets: one is made of a list. */
    private void set(Set<?> items) {
        global(SET);
        pickle.mark();
        list(items);
        pickle.tuple().call();
    }

    private void truth(boolean truth) {
        if (truth) {
            pickle.yes();
        } else {
            pickle.no();
        }
    }

    private void text(String text) {
        @Nullable Integer known = named.get(text);
        if (known != null) {
            pickle.get(known);
        } else {
            pickle.text(text);
            named.put(text, kept());
        }
    }

    private void global(PythonValue.ClassName type) {
        @Nullable Integer known = named.get(type);
        if (known != null) {
            pickle.get(known);
        } else {
            pickle.global(type.module(), type.name());
            named.put(type, kept());
        }
    }

    /** Keeps the value on top. */
    private int kept() {
        int number = named.size() + objects.size();
        pickle.put(number);
        return number;
    }

    private int key(Tensor tensor) {
        tensors.add(tensor);
        return tensors.size() - 1;
    }
}
