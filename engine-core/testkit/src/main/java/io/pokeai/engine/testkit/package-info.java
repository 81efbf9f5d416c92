/**
 * What others need to test a back end or an augmentation, or to test against a back end.
 *
 * <ul>
 *   <li>{@link io.pokeai.engine.testkit.ClassifierContract}: the tests that every back end has to pass;
 *   <li>{@link io.pokeai.engine.testkit.AugmentationContract}: the same for augmentations;
 *   <li>{@link io.pokeai.engine.testkit.ContractRun}: runs either without a build tool;
 *   <li>{@link io.pokeai.engine.testkit.FakeClassifierFactory} and {@link io.pokeai.engine.testkit.FakeClassifier}: a back
 *       end without a native library, whose scores follow from the tensor;
 *   <li>{@link io.pokeai.engine.testkit.FaultyClassifier} and {@link io.pokeai.engine.testkit.Fault}: what can go wrong,
 *       on demand;
 *   <li>{@link io.pokeai.engine.testkit.Gate}: a place where a call waits until a test lets it pass.
 * </ul>
 *
 * Brings JUnit 5, and fails where nothing would run ({@link io.pokeai.engine.testkit.NeedsJUnit5}).
 */
package io.pokeai.engine.testkit;
