import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import triton.client.InferInput;
import triton.client.InferRequestedOutput;
import triton.client.InferResult;
import triton.client.InferenceServerClient;
import triton.client.pojo.DataType;

/**
 * Asks a running {@code pokeai serve} what Triton's Java client can ask, which is inference alone, and prints a line for each call.
 *
 * <pre>
 * javac -cp 'LIBS/*' -d CLASSES $(find CLIENT/src/java/src/main/java -name '*.java')
 * java -cp 'LIBS/*:CLASSES' scripts/OipJavaClient.java PORT MODEL SIDE PICTURE
 * </pre>
 *
 * CLIENT is a checkout of triton-inference-server/client, LIBS has httpasyncclient 4.1.5, commons-io, jackson-databind and guava. SIDE is the
 * width and height that the model sees.
 */
public final class OipJavaClient {
    private static int wrong;

    private OipJavaClient() {}

    private static void call(String name, String expected, Callable<Object> work) {
        String shown;
        try {
            shown = String.valueOf(work.call());
        } catch (Exception e) { // whatever a client throws is its answer
            shown = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        boolean good = shown.contains(expected);
        wrong += good ? 0 : 1;
        System.out.println((good ? "ok    " : "WRONG ") + name + ": " + shown);
    }

    public static void main(String[] args) throws Exception {
        int side = Integer.parseInt(args[2]);
        byte[] picture = Files.readAllBytes(Path.of(args[3]));
        long[] shape = {1, 3, side, side};
        float[] values = new float[3 * side * side];
        Arrays.fill(values, 0.5f);
        try (InferenceServerClient client = new InferenceServerClient("127.0.0.1:" + args[0], 5000, 5000)) {
            for (boolean in : new boolean[] {true, false}) {
                for (boolean out : new boolean[] {true, false}) {
                    call("tensor, binary in " + in + ", out " + out, "sum 1.000", () -> {
                        InferInput input = new InferInput("images", shape, DataType.FP32);
                        input.setData(values, in);
                        return sum(client.infer(args[1], List.of(input), List.of(new InferRequestedOutput("probabilities", out))));
                    });
                }
            }
            call("FP64", "sum 1.000", () -> {
                double[] doubles = new double[values.length];
                Arrays.fill(doubles, 0.5);
                InferInput input = new InferInput("images", shape, DataType.FP64);
                input.setData(doubles, true);
                return sum(client.infer(args[1], List.of(input), List.of(new InferRequestedOutput("probabilities"))));
            });
            // The client writes texts as ASCII, so pictures go in base64.
            call("picture", "sum 1.000", () -> {
                InferInput input = new InferInput("images", new long[] {1}, DataType.BYTES);
                input.setData(new String[] {Base64.getEncoder().encodeToString(picture)}, false);
                return sum(client.infer(args[1], List.of(input), List.of(new InferRequestedOutput("probabilities", false))));
            });
            call("id, priority, timeout, sequence", "r1", () -> {
                InferInput input = new InferInput("images", shape, DataType.FP32);
                input.setData(values, true);
                InferenceServerClient.InferArguments arguments = new InferenceServerClient.InferArguments(args[1], input);
                arguments.setRequestId("r1").setPriority(1).setTimeout(5_000_000).setSequenceId(7).setSequenceStart(true);
                return client.infer(arguments).getResponse().getId();
            });
            call("unknown model", "no model 'none'", () -> {
                InferInput input = new InferInput("images", shape, DataType.FP32);
                input.setData(values, true);
                return client.infer("none", List.of(input), List.of());
            });
            call("wrong shape", "has the shape", () -> {
                InferInput input = new InferInput("images", new long[] {1, 2}, DataType.FP32);
                input.setData(new float[2], true);
                return client.infer(args[1], List.of(input), List.of());
            });
        }
        System.out.println(wrong + " wrong");
        System.exit(Math.min(wrong, 100));
    }

    private static String sum(InferResult result) {
        float sum = 0;
        for (float value : result.getOutputAsFloat("probabilities")) {
            sum += value;
        }
        return String.format("sum %.3f", sum);
    }
}
