package io.pokeai.natives.onnxruntime;

import ai.onnxruntime.OrtEnvironment;

/** Loads ONNX Runtime in a process of its own and says what it found. */
final class Child {
    private Child() {}

    public static void main(String[] args) {
        OnnxRuntimeLibrary.load();
        OnnxRuntimeLibrary.load();
        OrtEnvironment environment = OnnxRuntimeLibrary.environment();
        System.out.println("version=" + environment.getVersion());
        System.out.println("path=" + System.getProperty("onnxruntime.native.path"));
        if (args.length > 0) {
            Runtime.getRuntime().halt(0);
        }
    }
}
