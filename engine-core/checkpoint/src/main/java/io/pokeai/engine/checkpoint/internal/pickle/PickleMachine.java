package io.pokeai.engine.checkpoint.internal.pickle;

import io.pokeai.engine.checkpoint.internal.Place;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs one pickle over inert values.
 *
 * <p>Results are {@link String}, {@link Long} or {@link java.math.BigInteger}, {@link Double}, {@link Boolean},
 * {@link PyNone}, {@link PyBytes}, {@link PyTuple}, {@link PyList}, {@link PyDict}, {@link PyInstance}, {@link Global} and
 * what the {@link PickleContext} gives. There is no recursion: depth costs no stack.
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Errors</b> {@code MODEL_INVALID} for what is malformed, {@code MODEL_REFUSED} for what is not allowed, with the
 * position.<br>
 * <b>Source</b> the instructions as in CPython 3.13, {@code Lib/pickle.py}, class {@code _Unpickler}.
 */
public final class PickleMachine {
    private final PickleInput in;
    private final PickleContext context;
    private final Place place;
    private final PickleStack stack = new PickleStack();
    private final Map<Long, Object> memo = new HashMap<>();

    private PickleMachine(ByteBuffer pickle, Place place, PickleContext context) {
        this.in = new PickleInput(pickle, place);
        this.place = place;
        this.context = context;
    }

    /**
     * Runs the pickle that begins at the buffer's position and moves the position behind its STOP.
     *
     * @param pickle whose index 0 is byte 0 of the place
     */
    public static Object run(ByteBuffer pickle, Place place, PickleContext context) {
        PickleMachine machine = new PickleMachine(pickle, place, context);
        Object result = machine.run();
        pickle.position(machine.in.position());
        return result;
    }

    private Object run() {
        int instructions = 0;
        while (true) {
            int at = in.position();
            if (instructions++ == PickleLimits.INSTRUCTIONS) {
                throw place.tooMuch("more than " + PickleLimits.INSTRUCTIONS + " instructions", at);
            }
            int opcode = in.unsignedByte();
            try {
                if (opcode == Opcode.STOP) {
                    return stack.pop();
                }
                execute(opcode);
            } catch (UnfitException e) {
                throw e.at(place, at);
            }
        }
    }

    private void execute(int opcode) throws UnfitException {
        switch (opcode) {
            case Opcode.PROTO -> {
                int protocol = in.unsignedByte();
                if (protocol > PickleLimits.PROTOCOL) {
                    throw UnfitException.damaged("pickle protocol " + protocol + " does not exist");
                }
            }
            case Opcode.FRAME -> in.skip(in.signedLong());
            case Opcode.NONE -> stack.push(PyNone.NONE);
            case Opcode.NEWTRUE -> stack.push(true);
            case Opcode.NEWFALSE -> stack.push(false);
            case Opcode.INT, Opcode.LONG -> stack.push(PickleNumbers.integer(in.line()));
            case Opcode.BININT -> stack.push((long) in.signedInt());
            case Opcode.BININT1 -> stack.push((long) in.unsignedByte());
            case Opcode.BININT2 -> stack.push((long) in.unsignedShort());
            case Opcode.LONG1 ->
                stack.push(PickleNumbers.integer(in.take(in.unsignedByte(), PickleLimits.INTEGER_BYTES)));
            case Opcode.LONG4 -> stack.push(PickleNumbers.integer(in.take(in.signedInt(), PickleLimits.INTEGER_BYTES)));
            case Opcode.FLOAT -> stack.push(PickleNumbers.real(in.line()));
            case Opcode.BINFLOAT -> stack.push(in.bigEndianDouble());
            case Opcode.STRING, Opcode.UNICODE -> stack.push(PickleStrings.line(opcode, in));
            case Opcode.BINSTRING -> stack.push(in.text(in.signedInt()));
            case Opcode.SHORT_BINSTRING -> stack.push(in.text(in.unsignedByte()));
            case Opcode.BINUNICODE -> stack.push(in.utf8(in.unsignedInt()));
            case Opcode.SHORT_BINUNICODE -> stack.push(in.utf8(in.unsignedByte()));
            case Opcode.BINUNICODE8 -> stack.push(in.utf8(in.signedLong()));
            case Opcode.BINBYTES -> bytes(in.unsignedInt());
            case Opcode.SHORT_BINBYTES -> bytes(in.unsignedByte());
            case Opcode.BINBYTES8, Opcode.BYTEARRAY8 -> bytes(in.signedLong());
            case Opcode.EMPTY_TUPLE -> stack.push(PyTuple.EMPTY);
            case Opcode.TUPLE1 -> tuple(List.of(stack.pop(1)));
            case Opcode.TUPLE2 -> tuple(List.of(stack.pop(2)));
            case Opcode.TUPLE3 -> tuple(List.of(stack.pop(3)));
            case Opcode.TUPLE -> tuple(stack.popToMark());
            case Opcode.EMPTY_LIST, Opcode.EMPTY_SET -> stack.push(new PyList(List.of()));
            case Opcode.LIST, Opcode.FROZENSET -> stack.push(shallow(new PyList(stack.popToMark())));
            case Opcode.APPEND -> append(List.of(stack.pop()));
            case Opcode.APPENDS, Opcode.ADDITEMS -> append(stack.popToMark());
            case Opcode.EMPTY_DICT -> stack.push(new PyDict());
            case Opcode.DICT -> {
                List<Object> items = stack.popToMark();
                stack.push(new PyDict());
                setItems(items);
            }
            case Opcode.SETITEM -> setItems(List.of(stack.pop(2)));
            case Opcode.SETITEMS -> setItems(stack.popToMark());
            case Opcode.MARK -> stack.mark();
            case Opcode.POP -> stack.drop();
            case Opcode.POP_MARK -> stack.popToMark();
            case Opcode.DUP -> stack.push(stack.top());
            case Opcode.PUT -> put(index(in.line()));
            case Opcode.BINPUT -> put(in.unsignedByte());
            case Opcode.LONG_BINPUT -> put(in.unsignedInt());
            case Opcode.MEMOIZE -> put(memo.size());
            case Opcode.GET -> get(index(in.line()));
            case Opcode.BINGET -> get(in.unsignedByte());
            case Opcode.LONG_BINGET -> get(in.unsignedInt());
            case Opcode.GLOBAL -> stack.push(context.global(in.line(), in.line()));
            case Opcode.STACK_GLOBAL -> stackGlobal();
            case Opcode.REDUCE -> {
                PyTuple arguments = popTuple("REDUCE");
                stack.push(popGlobal("REDUCE").call(arguments));
            }
            case Opcode.NEWOBJ -> {
                popTuple("NEWOBJ");
                stack.push(popGlobal("NEWOBJ").instantiate());
            }
            case Opcode.NEWOBJ_EX -> {
                stack.pop();
                popTuple("NEWOBJ_EX");
                stack.push(popGlobal("NEWOBJ_EX").instantiate());
            }
            case Opcode.INST -> {
                Global named = context.global(in.line(), in.line());
                throw UnfitException.refused("refuses to build " + named.name() + " with INST");
            }
            case Opcode.OBJ -> throw UnfitException.refused("refuses to build an object with OBJ");
            case Opcode.BUILD -> build();
            case Opcode.BINPERSID -> stack.push(context.persistent(stack.pop()));
            case Opcode.PERSID -> throw UnfitException.damaged("PERSID, which PyTorch never writes,");
            case Opcode.EXT1, Opcode.EXT2, Opcode.EXT4 ->
                throw UnfitException.damaged("an extension code, which PyTorch never writes,");
            case Opcode.NEXT_BUFFER, Opcode.READONLY_BUFFER ->
                throw UnfitException.damaged("an out-of-band buffer, which PyTorch never writes,");
            default -> throw UnfitException.damaged(String.format("opcode 0x%02x does not exist:", opcode));
        }
    }

    private void bytes(long length) {
        stack.push(new PyBytes(in.take(length, PickleLimits.TEXT_BYTES).length));
    }

    private void tuple(List<Object> items) throws UnfitException {
        stack.push(shallow(new PyTuple(items)));
    }

    private void append(List<Object> items) throws UnfitException {
        Object target = stack.top();
        if (target instanceof PyList list) {
            for (Object item : items) {
                list.add(item);
            }
            shallow(list);
        } else if (!(target instanceof PyInstance)) {
            // A class derived from list is inert: its items are not kept.
            throw UnfitException.damaged("appends to something that is not a list");
        }
    }

    private void setItems(List<Object> items) throws UnfitException {
        Object target = stack.top();
        if (items.size() % 2 != 0) {
            throw UnfitException.damaged("sets an odd number of keys and values");
        }
        if (target instanceof PyDict dict) {
            for (int i = 0; i < items.size(); i += 2) {
                dict.put(items.get(i), items.get(i + 1));
            }
            shallow(dict);
        } else if (!(target instanceof PyInstance)) {
            throw UnfitException.damaged("sets items of something that is not a dict");
        }
    }

    private static <T extends Nested> T shallow(T value) throws UnfitException {
        if (value.depth() > PickleLimits.DEPTH) {
            throw UnfitException.tooMuch("nests values deeper than " + PickleLimits.DEPTH);
        }
        return value;
    }

    private static long index(String line) throws UnfitException {
        if (PickleNumbers.integer(line) instanceof Long index && index >= 0) {
            return index;
        }
        throw UnfitException.damaged("an invalid memo index");
    }

    private void put(long index) throws UnfitException {
        memo.put(index, stack.top());
    }

    private void get(long index) throws UnfitException {
        @Nullable Object value = memo.get(index);
        if (value == null) {
            throw UnfitException.damaged("memo " + index + " is empty");
        }
        stack.push(value);
    }

    private void stackGlobal() throws UnfitException {
        Object name = stack.pop();
        Object module = stack.pop();
        if (!(module instanceof String moduleName) || !(name instanceof String globalName)) {
            throw UnfitException.damaged("a global whose name is not a text");
        }
        if (moduleName.length() > PickleLimits.LINE_BYTES || globalName.length() > PickleLimits.LINE_BYTES) {
            throw UnfitException.tooMuch("a global of more than " + PickleLimits.LINE_BYTES + " characters");
        }
        stack.push(context.global(moduleName, globalName));
    }

    private PyTuple popTuple(String instruction) throws UnfitException {
        if (stack.pop() instanceof PyTuple tuple) {
            return tuple;
        }
        throw UnfitException.damaged(instruction + " without a tuple of arguments");
    }

    private Global popGlobal(String instruction) throws UnfitException {
        if (stack.pop() instanceof Global global) {
            return global;
        }
        throw UnfitException.damaged(instruction + " of something that is not a function or class");
    }

    private void build() throws UnfitException {
        Object state = stack.pop();
        Object target = stack.top();
        if (target instanceof PyInstance instance) {
            instance.state(state);
            shallow(instance);
        } else if (!(target instanceof PyDict)) {
            // An OrderedDict may have attributes, such as _metadata; they name versions of modules.
            throw UnfitException.damaged("BUILD on what has no attributes");
        }
    }
}
