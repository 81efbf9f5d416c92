/**
 * PyTorch files as data: tensors, state dicts and module trees. Nothing in a file is ever executed.
 *
 * <p>{@link io.pokeai.engine.checkpoint.StateDict} is what {@code model.state_dict()} saved,
 * {@link io.pokeai.engine.checkpoint.ModuleTree} what {@code torch.save(model)} saved; both hold
 * {@link io.pokeai.engine.checkpoint.Tensor}s. {@link io.pokeai.engine.checkpoint.PythonValue} is for what is written.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
