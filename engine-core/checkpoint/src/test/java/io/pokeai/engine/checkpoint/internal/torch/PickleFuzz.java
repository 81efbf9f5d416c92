package io.pokeai.engine.checkpoint.internal.torch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.internal.Place;
import io.pokeai.engine.checkpoint.internal.StoredBytes;
import io.pokeai.engine.checkpoint.internal.pickle.PickleMachine;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;
import io.pokeai.engine.checkpoint.internal.tensor.Storage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Whatever a pickle holds, over storages of up to 64 bytes. */
class PickleFuzz {
    private static final int STORED_BYTES = 64;

    @FuzzTest(maxDuration = "60s")
    void readsOrRefuses(byte[] pickle) {
        Place place = new Place("fuzz.pth", "data.pkl");
        TorchContext context = new TorchContext(pickle.length, tuple -> storage(StorageId.of(tuple)));
        try {
            Object root = PickleMachine.run(ByteBuffer.wrap(pickle), place, context);
            CheckpointFuzz.use(Unwrapping.checkpoint(new Pickled(root, place)));
        } catch (EngineException e) {
            // What a hostile pickle should get.
        }
    }

    private static Storage storage(StorageId id) throws UnfitException {
        if (id.bytes() > STORED_BYTES) {
            throw UnfitException.damaged("more than is stored");
        }
        Storage storage = new Storage(id.dtype(), id.elements());
        storage.fill(StoredBytes.of(ByteBuffer.allocateDirect(STORED_BYTES)), ByteOrder.LITTLE_ENDIAN);
        return storage;
    }
}
