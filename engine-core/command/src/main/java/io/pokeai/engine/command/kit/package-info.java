/**
 * What most commands need besides their own work.
 *
 * <table>
 * <caption>The kit</caption>
 * <tr><td>{@link io.pokeai.engine.command.kit.Arguments}</td><td>the path that an argument names</td></tr>
 * <tr><td>{@link io.pokeai.engine.command.kit.ModelChoice}</td><td>the model that a command works with, and what it is</td></tr>
 * <tr><td>{@link io.pokeai.engine.command.kit.PictureWalk}</td><td>the pictures of files and folders, in order;
 *     {@link io.pokeai.engine.command.kit.WalkReport} says what was passed over</td></tr>
 * <tr><td>{@link io.pokeai.engine.command.kit.Progress}</td><td>one line that says how far a long run is</td></tr>
 * <tr><td>{@link io.pokeai.engine.command.kit.Tally}</td><td>what became of the pictures, and the exit status</td></tr>
 * <tr><td>{@link io.pokeai.engine.command.kit.TextTable}, {@link io.pokeai.engine.command.kit.ListFormat}</td>
 *     <td>lists for people; for programs there is {@code io.pokeai.engine.json}</td></tr>
 * <tr><td>{@link io.pokeai.engine.command.kit.SafeText}</td><td>text from outside on a terminal</td></tr>
 * </table>
 *
 * <p>Whole files are written with {@code io.pokeai.engine.files.WholeFile}.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.command.kit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
