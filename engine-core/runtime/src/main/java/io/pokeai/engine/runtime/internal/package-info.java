/**
 * The engine, room by room. An arrow points to a room that is used; no arrow points back.
 *
 * <pre>
 *  osgi ──► (here) ──► call ──► lifecycle ──┬──► generation ──┬──► discovery ──┬──► certificate
 *                                           └──► journal ─────┘                └──► companion
 *
 *  threads: used by all of them
 * </pre>
 *
 * <table>
 * <caption>What is where</caption>
 * <tr><td>{@code osgi}<td>the components: the engine and its models as services, settings from configurations
 * <tr><td>(here)<td>what the class path and OSGi do alike to open an engine: share it, find a cache, prepare the libraries
 * <tr><td>{@code call}<td>a picture on its way to its prediction
 * <tr><td>{@code lifecycle}<td>a name and what answers for it: leases, changes, canaries, fail-over
 * <tr><td>{@code generation}<td>one opened model: how it is opened, who uses it, when it is closed
 * <tr><td>{@code journal}<td>what outlives the process: changes that were made, versions that are held
 * <tr><td>{@code discovery}<td>what lies in the artifacts folder, and which back end opens it
 * <tr><td>{@code companion}<td>the configuration files of other programs beside a model
 * <tr><td>{@code certificate}<td>pictures with the answers that a model has to give
 * <tr><td>{@code threads}<td>how many threads work, and how long calls wait
 * </table>
 */
@NullMarked
package io.pokeai.engine.runtime.internal;

import org.jspecify.annotations.NullMarked;
