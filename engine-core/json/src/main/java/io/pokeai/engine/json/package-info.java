/**
 * How each value of the API looks as JSON: one class for each kind of value, and {@link io.pokeai.engine.json.JsonWriter}, which
 * they write to and which composes documents of them.
 *
 * <table>
 * <caption>Who writes what</caption>
 * <tr><td>{@link io.pokeai.engine.json.ModelJson}</td><td>a model: its description, its state</td></tr>
 * <tr><td>{@link io.pokeai.engine.json.SwapJson}</td><td>a change of what answers, and the state between changes</td></tr>
 * <tr><td>{@link io.pokeai.engine.json.JournalJson}</td><td>a change as a line of the journal; read back, too</td></tr>
 * <tr><td>{@link io.pokeai.engine.json.ResultJson}</td><td>the answer for a picture</td></tr>
 * <tr><td>{@link io.pokeai.engine.json.FileReportJson}</td><td>what a model file says about itself</td></tr>
 * <tr><td>{@link io.pokeai.engine.json.AugmentationJson}</td><td>a corruption or a sequence</td></tr>
 * <tr><td>{@link io.pokeai.engine.json.ErrorJson}</td><td>an error</td></tr>
 * <tr><td>{@link io.pokeai.engine.json.ProblemJson}</td><td>an error of a service, read back</td></tr>
 * <tr><td>{@link io.pokeai.engine.json.JsonDocument}</td><td>any object, read as a whole;
 *     {@link io.pokeai.engine.json.ModelReading} and {@link io.pokeai.engine.json.SwapReading} make values of it</td></tr>
 * </table>
 *
 * <p>Keys are a promise: they are added, and never renamed or removed. No type of the JSON library is in a signature.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
