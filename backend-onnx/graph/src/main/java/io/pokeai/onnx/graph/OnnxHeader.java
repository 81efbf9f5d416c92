package io.pokeai.onnx.graph;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.backend.HashedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an ONNX file says about itself, read without its weights and without running anything.
 *
 * <p>Weights are skipped, but their declared sizes are held against the data that is there.
 *
 * <p><b>Source</b> onnx.proto of ONNX 1.19 (IR version 12); fields of later versions are skipped.<br>
 * <b>Limits</b> {@link #MAX_FILE_BYTES}; names of 64 KiB; 16 MiB of metadata; 1,000,000 nodes and tensors; 64 levels.<br>
 * <b>Threads</b> immutable.
 *
 * @param irVersion version of the file format
 * @param producer what wrote the file; may be empty
 * @param opsets version of each operator set, by domain; the standard one is {@code ""}
 * @param metadata notes in the order of the file; a key may occur twice
 * @param inputs what the graph takes, without inputs that only give an initializer another value
 * @param outputs what the graph gives
 * @param operators all operators that occur anywhere, as {@code Conv} or {@code com.microsoft:FusedConv}
 * @param weights the initializers of the main graph, without their data, in the order of the file
 * @param external weights that lie in other files, of all graphs
 * @param makers which node makes which tensor of the main graph, with its local functions written out; an {@code If} has
 *     its condition and the tensors of its two branches as inputs
 * @param constants the constant tensors of the main graph and of what is written out, by name
 * @param largestConstant the largest tensor, in elements, that the graph builds from constants alone, as far as this can be
 *     seen; {@link Long#MAX_VALUE} for more than that
 * @param nodes how many nodes the main graph has when its local functions are written out; {@link Long#MAX_VALUE} for more
 *     than that, and for functions that call themselves
 */
public record OnnxHeader(
        long irVersion,
        String producer,
        Map<String, Long> opsets,
        List<Note> metadata,
        List<TensorType> inputs,
        List<TensorType> outputs,
        Set<String> operators,
        List<TensorType> weights,
        List<ExternalData> external,
        Map<String, Maker> makers,
        Map<String, Constant> constants,
        long largestConstant,
        long nodes) {
    /** Protobuf cannot count further; larger models keep their weights beside the file. */
    public static final long MAX_FILE_BYTES = Integer.MAX_VALUE;

    public OnnxHeader {
        Objects.requireNonNull(producer);
        opsets = Map.copyOf(opsets);
        metadata = List.copyOf(metadata);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        operators = Set.copyOf(operators);
        weights = List.copyOf(weights);
        external = List.copyOf(external);
        makers = Map.copyOf(makers);
        constants = Map.copyOf(constants);
    }

    /** One entry of the metadata. */
    public record Note(String key, String value) {}

    /**
     * The node that makes a tensor.
     *
     * @param operator as in {@link OnnxHeader#operators}
     * @param inputs names of the tensors that it reads
     * @param output which of the node's outputs the tensor is, from 0
     * @param integers its attributes that are an integer or a short list of them
     * @param numbers its attributes that are a float
     */
    public record Maker(
            String operator,
            List<String> inputs,
            int output,
            Map<String, List<Long>> integers,
            Map<String, Float> numbers) {
        public Maker {
            inputs = List.copyOf(inputs);
            integers = Map.copyOf(integers);
            numbers = Map.copyOf(numbers);
        }

        /** The name of the input at an index; an empty text if the node has fewer inputs or leaves this one out. */
        public String input(int index) {
            return index < inputs.size() ? inputs.get(index) : "";
        }

        /** An attribute that is one integer, if the node has it. */
        public Optional<Long> integer(String name) {
            return integers.getOrDefault(name, List.of()).stream().findFirst();
        }

        /** Its attribute {@code axis}, if it has one. */
        public Optional<Long> axis() {
            return integer("axis");
        }
    }

    /**
     * A constant tensor.
     *
     * @param shape as the file says
     * @param numbers its values, when they are at most 16, and float32, float64 or int64; else empty
     */
    public record Constant(List<Long> shape, List<Double> numbers) {
        public Constant {
            shape = List.copyOf(shape);
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * Reads the header of a file.
     *
     * @throws EngineException {@code MODEL_INVALID} when the file is no ONNX model, is damaged, or is larger than the limits
     */
    public static OnnxHeader read(Path file) {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = Files.newInputStream(file)) {
            return read(CodedInputStream.newInstance(in), Files.size(file));
        } catch (InvalidProtocolBufferException e) {
            throw invalid(name, e);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID, name + ": cannot be read: " + e.getMessage(), "Check the file.", e);
        }
    }

    /** Reads the header of an open file; errors as {@link #read(Path)}, and those of the file. */
    public static OnnxHeader read(HashedFile file) {
        try (InputStream in = new HashedStream(file)) {
            return read(CodedInputStream.newInstance(in), file.size());
        } catch (IOException e) {
            throw invalid(String.valueOf(file.path().getFileName()), e);
        }
    }

    /** Reads the header of a model in memory; {@code name} is for messages. */
    public static OnnxHeader read(byte[] model, String name) {
        try {
            return read(CodedInputStream.newInstance(model), model.length);
        } catch (IOException e) {
            throw invalid(name, e);
        }
    }

    private static OnnxHeader read(CodedInputStream in, long bytes) throws IOException {
        if (bytes == 0) {
            throw new MalformedException("has no bytes");
        }
        if (bytes > MAX_FILE_BYTES) {
            throw new MalformedException("has " + bytes + " bytes, more than the 2 GiB of the format");
        }
        return new HeaderReader(new ProtoFields(in)).read((int) bytes);
    }

    private static EngineException invalid(String name, IOException cause) {
        String what =
                cause instanceof MalformedException ? String.valueOf(cause.getMessage()) : "is damaged or cut short";
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                name + ": is not a usable ONNX model: the file " + what + ".",
                "Copy or export the model again.",
                cause);
    }

    /** All values of a metadata key, in the order of the file. */
    public List<String> notes(String key) {
        return metadata.stream()
                .filter(note -> note.key().equals(key))
                .map(Note::value)
                .collect(Collectors.toUnmodifiableList());
    }
}
