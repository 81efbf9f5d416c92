package io.pokeai.engine.command.installed;

/**
 * An installed back end.
 *
 * @param id as models name it, such as {@code onnx}
 * @param bundle symbolic name
 * @param version of the bundle
 * @param state of the bundle, as OSGi calls it, in small letters; {@code failed} when it gives no back end
 * @param file that the bundle was installed from
 */
public record BackEnd(String id, String bundle, String version, String state, String file) {}
